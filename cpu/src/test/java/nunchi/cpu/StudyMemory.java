package nunchi.cpu;

import java.util.List;
import nunchi.activation.Relu;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.plan.Lowering;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Graph;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Sequential;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.RmsProp;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Takes one step of a convolutional network of 1,035,146 parameters on 128 images of 28 x 28, and prints how many
/// floats its planned memory has and the mean loss.
final class StudyMemory {
    private static final int BATCH = 128;
    private static final int STEPS_PER_EPOCH = 375;
    private static final int CLASSES = 10;

    private StudyMemory() {}

    public static void main(String[] arguments) {
        Graph graph = network(Boolean.parseBoolean(arguments[0])).training(BATCH, STEPS_PER_EPOCH);
        try (CpuBackend backend = new CpuBackend(2, Kernels.best())) {
            System.out.println(floats(graph, backend) + " " + meanLoss(graph, backend));
        }
    }

    static Network network(boolean strict) {
        List<Layer> layers = List.of(
                same(5),
                new BatchNorm(),
                same(5),
                new MaxPool2d(2),
                new Dropout(0.2),
                new BatchNorm(),
                same(3),
                new BatchNorm(),
                same(3),
                new MaxPool2d(2),
                new Dropout(0.2),
                new BatchNorm(),
                same(3),
                new Dropout(0.2),
                new Flatten(),
                new BatchNorm(),
                new Dense(256, new Relu()),
                new Dropout(0.2),
                new BatchNorm(),
                new Dense(CLASSES));
        TrainingStep trainingStep = new TrainingStep(
                        new SoftmaxCrossEntropy(), new RmsProp(5e-5), new L2(5e-5), null, null)
                .withStrict(strict);
        return new Network(new Sequential(layers), Shape.of(28, 28, 1), Shape.SCALAR, trainingStep);
    }

    private static Conv2d same(int kernel) {
        return new Conv2d(64, kernel, new Padding.Same(), new Relu());
    }

    /// Of the one array that holds every value but weights and inputs.
    private static int floats(Graph graph, CpuBackend backend) {
        try (ThreadPool team = new ThreadPool(2)) {
            Lowering lowering =
                    new Lowering(graph, backend.initialize(graph, 1), RandomKey.of(1), Kernels.best(), team);
            return lowering.output(graph.outputs().get(Network.LOSS)).array().length;
        }
    }

    private static double meanLoss(Graph graph, CpuBackend backend) {
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        float[] images = new float[graph.inputs().get(Network.EXAMPLES).shape().size()];
        float[] labels = new float[BATCH];
        for (int i = 0; i < images.length; i++) {
            images[i] = RandomKey.of(3).uniformFloat(i);
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % CLASSES;
        }
        program.feed(Network.EXAMPLES, images);
        program.feed(Network.TARGETS, labels);
        program.run(0);
        float[] losses = new float[BATCH];
        program.fetch(Network.LOSS, losses);
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        return sum / BATCH;
    }
}
