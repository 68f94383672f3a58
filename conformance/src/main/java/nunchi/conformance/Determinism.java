package nunchi.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.backend.Backend;
import nunchi.graph.Graph;
import nunchi.graph.op.MatMul;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Layer;
import nunchi.layer.Sequential;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.ClipByNorm;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;

/// The same bits whatever the number of threads, and every time.
public final class Determinism {
    private static final int STEPS = 3;
    private static final List<Integer> THREADS = List.of(2, 3, 5);

    private Determinism() {}

    /// Networks large enough that threads share the work.
    ///
    /// @param backends makes the backend for a number of threads
    public static Stream<Case> cases(IntFunction<Backend> backends) {
        return networks().stream()
                .flatMap(training -> Stream.concat(
                        Stream.of(new Case(
                                "same bits when run twice: " + training.name(), () -> checkTwice(training, backends))),
                        THREADS.stream()
                                .map(threads -> new Case(
                                        "same bits with 1 and %d threads: %s".formatted(threads, training.name()),
                                        () -> checkThreads(training, backends, threads)))));
    }

    /// Losses and weights of a few steps on two fresh backends.
    public static void checkTwice(TrainingCase training, IntFunction<Backend> backends) {
        compare(trained(training, backends, 2), trained(training, backends, 2), "the second time");
    }

    /// Losses and weights of a few steps with one thread and with several.
    public static void checkThreads(TrainingCase training, IntFunction<Backend> backends, int threads) {
        compare(
                trained(training, backends, 1),
                trained(training, backends, threads),
                "with %d threads".formatted(threads));
    }

    /// For backends of float32: every value of a matrix product is one chain of fused multiply-adds in the order of k
    /// from 0.
    public static void checkProductsAreChains(Backend backend) {
        OpCases.all().stream()
                .filter(candidate -> candidate.op() instanceof MatMul)
                .forEach(product -> {
                    Running running = Running.on(backend, product.graph());
                    running.feed(product.feeds());
                    BackendContract.requireEqual(product.name(), chain(product), running.run(0, "result"));
                });
    }

    private static float[] chain(OpCase product) {
        MatMul op = (MatMul) product.op();
        List<Shape> shapes = product.operands().stream().map(Operand::shape).toList();
        List<float[]> operands =
                product.feeds().values().stream().map(Trial::narrow).toList();
        int inner = shapes.getFirst().extent(op.transposeLeft() ? -2 : -1);
        return chain(op, op.shape(shapes), inner, operands.get(0), operands.get(1));
    }

    /// @param shape of the result
    static float[] chain(MatMul op, Shape shape, int inner, float[] a, float[] b) {
        int m = shape.extent(-2);
        int n = shape.last();
        float[] c = new float[shape.size()];
        for (int index = 0; index < c.length; index++) {
            int i = index / n % m;
            int j = index % n;
            int left = index / n / m * m * inner;
            int right = index / n / m * n * inner;
            for (int k = 0; k < inner; k++) {
                float x = a[left + (op.transposeLeft() ? k * m + i : i * inner + k)];
                float y = b[right + (op.transposeRight() ? j * inner + k : k * n + j)];
                c[index] = Math.fma(x, y, c[index]);
            }
        }
        return c;
    }

    private static Map<String, float[]> trained(TrainingCase training, IntFunction<Backend> backends, int threads) {
        Graph graph = training.training();
        Map<String, float[]> results = new LinkedHashMap<>();
        try (Backend backend = backends.apply(threads)) {
            Running running = Running.on(backend, graph);
            for (int step = 0; step < STEPS; step++) {
                running.feed(training.feeds(step));
                results.put("losses of step " + step, running.run(step, Network.LOSS));
            }
            running.weights().names().forEach(name -> results.put("weight " + name, running.weight(name)));
        }
        return results;
    }

    private static void compare(Map<String, float[]> expected, Map<String, float[]> actual, String when) {
        expected.forEach((name, values) ->
                BackendContract.requireEqual(name + " " + when, values, Objects.requireNonNull(actual.get(name))));
    }

    private static List<TrainingCase> networks() {
        SoftmaxCrossEntropy summed = new SoftmaxCrossEntropy(0, Reduction.SUM);
        TrainingStep plain = new TrainingStep(summed, new Sgd(0.001));
        TrainingStep full = new TrainingStep(
                new SoftmaxCrossEntropy(0.1, Reduction.MEAN),
                new Adam(0.01),
                new L2(1e-4),
                new ClipByNorm(0.5),
                new MaxNorm(2));
        Layer deep = new Sequential(new Dense(80, new Sigmoid()), new Dense(70, new Sigmoid()), new Dense(10));
        Layer normalized = new Sequential(
                new Dense(130), new BatchNorm(), new Activate(new Relu()), new Dropout(0.3), new Dense(10));
        return List.of(
                network("sigmoid layers, batch 363", deep, 64, 363, plain),
                network("batch norm and dropout, batch 101", normalized, 203, 101, full),
                network(
                        "one wide layer, batch 7",
                        new Sequential(new Dense(517, new Relu()), new Dense(10)),
                        301,
                        7,
                        full));
    }

    private static TrainingCase network(String name, Layer model, int features, int batch, TrainingStep trainingStep) {
        return new TrainingCase(
                name, new Network(model, Shape.of(features), Shape.SCALAR, trainingStep), batch, Values.classes(10));
    }
}
