package nunchi.cpu;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nunchi.activation.Elu;
import nunchi.activation.Gelu;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Softplus;
import nunchi.activation.Tanh;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.conformance.NumericsCases;
import nunchi.graph.Graph;
import nunchi.init.GlorotUniform;
import nunchi.init.Normal;
import nunchi.init.Orthogonal;
import nunchi.layer.Attention;
import nunchi.layer.BatchNorm;
import nunchi.layer.Bidirectional;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Gru;
import nunchi.layer.Lstm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Padding;
import nunchi.layer.Positions;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.TransformerBlock;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.ClipByNorm;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.AdamW;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Trains small networks that use every kernel at odd sizes, and prints what bits came out; ops on images by themselves
/// see [WindowDigest] and [ConvolutionCuts].
final class TrainingDigest {
    private static final int STEPS = 12;

    private TrainingDigest() {}

    public static void main(String[] arguments) {
        try (Backend backend = new CpuProvider().create(Integer.parseInt(arguments[0]))) {
            System.out.println(backend.describe() + ": " + of(backend));
        }
    }

    static String of(Backend backend) {
        return train(backend, varied(), 29)
                + train(backend, wide(), 137)
                + train(backend, smallBatch(), 3)
                + train(backend, convolutional(false), 6)
                + train(backend, convolutional(true), 6)
                + train(backend, recurrent(), 29)
                + train(backend, transformer(), 13)
                + WindowDigest.of(backend)
                + ConvolutionCuts.digest(backend)
                + Integer.toHexString(Arrays.hashCode(NumericsCases.bits(backend)));
    }

    private static Network varied() {
        Sequential model = new Sequential(
                new Dense(37, new Gelu()),
                new BatchNorm(),
                new Dropout(0.3),
                new Residual(new Dense(37, new Tanh())),
                new Dense(70, new Softplus()),
                new Dense(17, new Elu()),
                new Dense(10));
        TrainingStep trainingStep = new TrainingStep(
                new SoftmaxCrossEntropy(0.1, Reduction.MEAN),
                new AdamW(0.01),
                new L2(1e-3),
                new ClipByNorm(1),
                new MaxNorm(1));
        return new Network(model, Shape.of(53), Shape.SCALAR, trainingStep);
    }

    private static Network wide() {
        Sequential model = new Sequential(
                new Dense(80, new Sigmoid(), new Normal()), new Dense(600, new Relu()), new Dense(10, new Linear()));
        return new Network(
                model, Shape.of(64), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(0.1, 0.9)));
    }

    private static Network smallBatch() {
        Sequential model = new Sequential(new Dense(512, new Relu()), new Dense(256, new Relu()), new Dense(10));
        return new Network(
                model, Shape.of(100), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(0.01)));
    }

    /// The units of the second convolution are more than a task takes where there are several threads.
    private static Network convolutional(boolean strict) {
        Padding same = new Padding.Same();
        Sequential model = new Sequential(
                new Conv2d(20, 5, same, new Relu()),
                new BatchNorm(),
                new Conv2d(84, 5, same, new Relu()),
                new Dropout(0.2),
                new MaxPool2d(2),
                new BatchNorm(),
                new Residual(List.of(
                        new Conv2d(33, 3, same, new Relu()), new BatchNorm(), new Conv2d(84, 3, same, new Linear()))),
                new Conv2d(18, 3, same, new Relu()).withStride(2),
                new Flatten(),
                new Dense(30, new Relu()),
                new Dense(10));
        TrainingStep trainingStep = new TrainingStep(
                        new SoftmaxCrossEntropy(), new RmsProp(0.001), new L2(1e-4), null, null)
                .withStrict(strict);
        return new Network(model, Shape.of(11, 10, 3), Shape.SCALAR, trainingStep);
    }

    /// All cells, at units that fill no vector, and in both directions.
    private static Network recurrent() {
        Gru before = new Gru(
                21, new GlorotUniform(), new Orthogonal(), true, false, true, Output.SEQUENCE, Convention.KERAS);
        Sequential model = new Sequential(
                new SimpleRnn(19, Output.SEQUENCE),
                new Bidirectional(new Lstm(37, Output.SEQUENCE)),
                before,
                new Gru(33, Output.MAX),
                new Dense(10));
        return new Network(
                model, Shape.of(7, 5), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new RmsProp(0.001)));
    }

    /// Of 18 steps of which each sees those before it, with dropout.
    private static Network transformer() {
        Sequential model = new Sequential(
                new Positions(Positions.Kind.LEARNED),
                new TransformerBlock(3, 37, 0.1, TransformerBlock.Norm.BEFORE, true),
                new Attention(2, 5, false, 0, new GlorotUniform(), true),
                new MeanOverTime(),
                new Dense(10));
        return new Network(
                model, Shape.of(18, 21), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new AdamW(0.01)));
    }

    private static String train(Backend backend, Network network, int batch) {
        Graph graph = network.training(batch, 10);
        Weights weights = backend.initialize(graph, 1);
        Program program = backend.compile(graph, weights, 1);
        program.feed(Network.EXAMPLES, normal(batch * network.example().size()));
        program.feed(Network.TARGETS, labels(batch));
        for (int step = 0; step < STEPS; step++) {
            program.run(step);
        }
        return digest(weights);
    }

    private static float[] normal(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) RandomKey.of(5).normal(i);
        }
        return values;
    }

    private static float[] labels(int rows) {
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row * 7 % 10;
        }
        return labels;
    }

    private static String digest(Weights weights) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String name : weights.names()) {
                for (float value : weights.get(name).values()) {
                    sha.update(ByteBuffer.allocate(Float.BYTES).putFloat(value).flip());
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
