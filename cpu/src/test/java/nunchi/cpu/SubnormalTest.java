package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.memory.CpuWeights;
import nunchi.graph.Graph;
import nunchi.init.Normal;
import nunchi.layer.Attention;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Flatten;
import nunchi.layer.MaxPool2d;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Padding;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.TransformerBlock;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.schedule.ConstantRate;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// After no step of a training is there a subnormal number in any array that a program computes with.
class SubnormalTest {
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;

    /// The network from nothing but arrays, at its own size, until it has learnt its examples: then probabilities of
    /// the other classes, times sigmoid's derivative, times weights, would be subnormal.
    @Test
    void ofALongTraining() {
        Sequential model = new Sequential(
                new Dense(80, new Sigmoid(), new Normal()),
                new Dense(70, new Sigmoid(), new Normal()),
                new Dense(CLASSES, new Linear(), new Normal()));
        try (Watched training = new Watched(
                network(model, new SoftmaxCrossEntropy(0, Reduction.SUM), new Sgd(0.01), Shape.of(FEATURES)), 1437)) {
            training.feed(clusters(1437), classes(1437));
            training.run(5_000);
        }
    }

    private static final List<Optimizer> OPTIMIZERS = List.of(
            new Adam(0.01),
            new RmsProp(0.01),
            new RmsProp(new ConstantRate(0.01), 0.9, 0.9, 1e-7, Convention.KERAS),
            new Sgd(0.1, 0.9));

    /// Examples of nothing but zeros leave the kernels without a gradient, and what optimizers remember of it decays:
    /// 0.9ⁿ is subnormal after 830 steps. The first layer's units are dead too.
    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void ofOptimizerStatesOfDeadUnits(Optimizer optimizer) {
        Sequential model = new Sequential(
                new Dense(48, new Relu()), new BatchNorm(), new Dense(33, new Relu()), new Dense(CLASSES));
        try (Watched training =
                new Watched(network(model, new SoftmaxCrossEntropy(), optimizer, Shape.of(FEATURES)), 32)) {
            training.feed(clusters(32), classes(32));
            training.run(50);
            training.feed(new float[32 * FEATURES], classes(32));
            training.run(3_000);
        }
    }

    @Test
    void ofSaturatedSigmoids() {
        Sequential model = new Sequential(
                new Dense(40, new Sigmoid(), new Normal(0, 5)),
                new Dense(40, new Sigmoid(), new Normal(0, 20)),
                new Dense(1));
        try (Watched training =
                new Watched(network(model, new BinaryCrossEntropy(), new Sgd(5), Shape.of(FEATURES)), 50)) {
            training.feed(clusters(50), halves(50));
            training.run(2_000);
        }
    }

    /// Tiny examples at first: squares of their gradients would be subnormal.
    @Test
    void ofSaturatedHyperbolicTangents() {
        Sequential model = new Sequential(
                new Dense(40, new Tanh(), new Normal(0, 5)), new Dense(40, new Tanh(), new Normal(0, 5)), new Dense(1));
        try (Watched training =
                new Watched(network(model, new BinaryCrossEntropy(), new Adam(0.05), Shape.of(FEATURES)), 50)) {
            training.feed(scaled(clusters(50), 1e-20f), halves(50));
            training.run(100);
            training.feed(clusters(50), halves(50));
            training.run(2_000);
        }
    }

    /// Scores far apart: weights of the attention fade through all sizes to 0. Then steps of tiny examples.
    @Test
    void ofSaturatedAttention() {
        Sequential model = new Sequential(
                new Reshape(List.of(8, 8)),
                new Residual(new Attention(2, null, true, 0.1, new Normal(0, 2), true)),
                new TransformerBlock(2, 24, 0, TransformerBlock.Norm.AFTER, false, new Relu(), new Normal(0, 3), 1e-9),
                new MeanOverTime(),
                new Dense(CLASSES));
        try (Watched training =
                new Watched(network(model, new SoftmaxCrossEntropy(), new Adam(0.01), Shape.of(FEATURES)), 30)) {
            training.feed(clusters(30), classes(30));
            training.run(700);
            training.feed(scaled(clusters(30), 1e-20f), classes(30));
            training.run(100);
        }
    }

    /// Images of values between 1e-45 and 1, so that products and sums of every kernel straddle the smallest number.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofConvolutionsOfTinyValues(boolean strict) {
        Padding same = new Padding.Same();
        Sequential model = new Sequential(
                new Conv2d(16, 3, same, new Relu()),
                new Conv2d(17, 5, same, new Relu()),
                new DepthwiseConv2d(3),
                new MaxPool2d(2),
                new Conv2d(16, 3, same, new Relu()),
                new AveragePool2d(2),
                new Flatten(),
                new Dense(CLASSES));
        TrainingStep trainingStep =
                new TrainingStep(new SoftmaxCrossEntropy(), new Adam(1e-3), null, null, null).withStrict(strict);
        Network network = new Network(model, Shape.of(12, 12, 16), Shape.SCALAR, trainingStep);
        try (Watched training = new Watched(network, 8)) {
            float[] images = new float[8 * 12 * 12 * 16];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) (RandomKey.of(5).normal(i)
                        * Math.pow(10, -45 * RandomKey.of(6).uniformFloat(i / 16)));
            }
            training.feed(images, classes(8));
            training.run(30);
            training.feed(scaled(images, 1e-36f), classes(8));
            training.run(30);
        }
    }

    private static Network network(Sequential model, Loss loss, Optimizer optimizer, Shape example) {
        return new Network(model, example, Shape.SCALAR, new TrainingStep(loss, optimizer));
    }

    /// Ten clusters far enough apart to be learnt whole.
    private static float[] clusters(int rows) {
        float[] values = new float[rows * FEATURES];
        for (int i = 0; i < values.length; i++) {
            int centre = i / FEATURES % CLASSES * FEATURES + i % FEATURES;
            values[i] = (float)
                    (RandomKey.of(1).normal(centre) + 0.3 * RandomKey.of(2).normal(i));
        }
        return values;
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return scaled;
    }

    private static float[] classes(int rows) {
        float[] classes = new float[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = i % CLASSES;
        }
        return classes;
    }

    private static float[] halves(int rows) {
        float[] halves = classes(rows);
        for (int i = 0; i < rows; i++) {
            halves[i] = halves[i] < CLASSES / 2f ? 0 : 1;
        }
        return halves;
    }

    /// A training that looks at every number after every step.
    private static final class Watched implements AutoCloseable {
        private final CpuBackend backend = new CpuBackend(2, Kernels.best());
        private final CpuWeights weights;
        private final CpuProgram program;
        private final Network network;
        private final int batch;
        private long step;

        Watched(Network network, int batch) {
            Graph graph = network.training(batch, 1);
            this.network = network;
            this.batch = batch;
            this.weights = backend.initialize(graph, 1);
            this.program = backend.compile(graph, weights, 1);
        }

        void feed(float[] examples, float[] targets) {
            program.feed(Network.EXAMPLES, examples);
            program.feed(Network.TARGETS, targets);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                program.run(step++);
                look(program.buffer(Network.LOSS).array(), "the values");
                weights.names().forEach(name -> look(weights.buffer(name).array(), name));
            }
        }

        private void look(float[] values, String what) {
            int found = 0;
            for (float value : values) {
                found += Math.abs(value) < Float.MIN_NORMAL && value != 0 ? 1 : 0;
            }
            assertThat(found)
                    .as("subnormal numbers among %s after step %d of %s with batches of %d", what, step, network, batch)
                    .isZero();
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
