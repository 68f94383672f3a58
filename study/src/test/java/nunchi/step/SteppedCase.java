package nunchi.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Gelu;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Bidirectional;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Dropout;
import nunchi.layer.Embedding;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.Lstm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Padding;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.TransformerBlock;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;

/// A small model with an example, whose weights are drawn at random.
///
/// @param example shape of the example
/// @param target  shape of its target
/// @param tokens  whether the example has the numbers of tokens
record SteppedCase(String name, Shape example, Shape target, Loss loss, boolean tokens, Layer... layers) {
    SteppedCase(String name, Shape example, Layer... layers) {
        this(name, example, Shape.SCALAR, new SoftmaxCrossEntropy(), false, layers);
    }

    Network network() {
        return new Network(new Sequential(layers), example, target, new TrainingStep(loss, new Sgd(0.1)));
    }

    SteppedExample stepped() {
        SteppedGraph graph = SteppedGraph.of(network());
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(graph.graph(), 3);
        weights.names().forEach(name -> disturb(name, weights.exact(name)));
        ReferenceProgram program = backend.compile(graph.graph(), weights, 0);
        double[] values = new double[example.size()];
        for (int i = 0; i < values.length; i++) {
            double drawn = RandomKey.of(7).uniform(i);
            values[i] = tokens ? Math.floor(6 * drawn) : 2 * drawn - 1;
        }
        double[] wanted = new double[target.size()];
        Arrays.fill(wanted, 1);
        program.feed(Network.EXAMPLES, values);
        program.feed(Network.TARGETS, wanted);
        program.run(0);
        return new SteppedExample(graph, program);
    }

    private static void disturb(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.4 * RandomKey.of(5).with(name).uniform(i) - 0.1;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /// Every family of ops.
    static Stream<SteppedCase> all() {
        return Stream.of(rows(), images(), sequences()).flatMap(each -> each);
    }

    private static Stream<SteppedCase> rows() {
        Shape row = Shape.of(5);
        Shape two = Shape.of(2);
        Residual residual = new Residual(List.of(new Dense(5, new Gelu())));
        return Stream.of(
                new SteppedCase("dense", row, new Dense(4, new Tanh()), new Dropout(0.5), new Dense(3)),
                new SteppedCase("layer norm", row, new LayerNorm(), residual, new Dense(3)),
                new SteppedCase(
                        "squares", row, two, new MeanSquaredError(), false, new Dense(3, new Relu()), new Dense(2)),
                new SteppedCase("labels", row, two, new BinaryCrossEntropy(), false, new Dense(2)));
    }

    private static Stream<SteppedCase> images() {
        Shape image = Shape.of(7, 7, 2);
        Layer windows = new AveragePool2d(3, 2, new Padding.Same());
        return Stream.of(
                new SteppedCase("convolution", image, conv(3), new MaxPool2d(2), new Flatten(), new Dense(3)),
                new SteppedCase("sigmoid", image, conv(3), new Conv2d(4, 2, new Sigmoid()), mean(), new Dense(3)),
                new SteppedCase("overlapping windows", image, windows, new Flatten(), new Dense(3)),
                new SteppedCase("depthwise", image, new DepthwiseConv2d(3), new Flatten(), new Dense(3)),
                new SteppedCase("transposed", image, new Conv2dTranspose(3, 2), mean(), new Dense(3)),
                new SteppedCase("batch norm", image, conv(2), new BatchNorm(), new Flatten(), new Dense(3)));
    }

    private static Layer conv(int units) {
        return new Conv2d(units, 3, new Relu());
    }

    private static Layer mean() {
        return new GlobalAveragePool2d();
    }

    private static Stream<SteppedCase> sequences() {
        Shape sequence = Shape.of(4, 3);
        Layer both = new Bidirectional(new Lstm(2, Output.SEQUENCE));
        Layer[] words = {new Embedding(6, 4), new TransformerBlock(2, 8), new MeanOverTime(), new Dense(2)};
        return Stream.of(
                new SteppedCase("simple", sequence, new SimpleRnn(3), new Dense(2)),
                new SteppedCase("lstm", sequence, new Lstm(3), new Dense(2)),
                new SteppedCase("gru", sequence, new Gru(3), new Dense(2)),
                new SteppedCase("both directions", sequence, both, new MeanOverTime(), new Dense(2)),
                new SteppedCase("tokens", Shape.of(4), Shape.SCALAR, new SoftmaxCrossEntropy(), true, words));
    }
}
