package nunchi.benchmark;

import java.util.Arrays;
import java.util.Optional;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Nunchi on its fastest backend.
///
/// @param strict whether convolutions are computed as they are defined
public record NunchiEngine(boolean strict) implements Engine {

    /// The first argument is `default` or `strict`; the others are those of [Measuring].
    public static void main(String[] arguments) {
        Measuring.measure(
                new NunchiEngine(arguments[0].equals("strict")), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Override
    public String name() {
        return strict ? "ours (strict)" : "ours";
    }

    @Override
    public double peak(int threads) {
        try (Backend backend = Backends.fastest(threads)) {
            return backend.peak().orElse(0);
        }
    }

    @Override
    public Optional<Task> prepare(Work work, int threads) {
        if (strict && !work.convolves()) {
            return Optional.empty();
        }
        Backend backend = Backends.fastest(threads);
        return Optional.of(
                switch (work) {
                    case Work.Training training -> training(backend, training);
                    case Work.Inference inference -> inference(backend, inference);
                    case Work.Single single -> single(backend, single);
                    case Work.Recurrence layer -> new Compiled(backend, NunchiSequences.layer(backend, layer));
                    case Work.Translating text -> new Compiled(backend, NunchiSequences.translation(backend, text));
                });
    }

    private Task training(Backend backend, Work.Training work) {
        Graph graph = NunchiNetwork.of(work.study(), strict).training(work.batch(), 1);
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        Model model = work.study().model();
        float[] labels = labels(work.batch() * model.decisions(), model.classes());
        float[] examples = model.tokens() > 0
                ? tokens(model, work.batch())
                : learnable(labels, work.batch(), model.input().size());
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets(work, examples, labels));
        long[] number = {0};
        return new Compiled(backend, () -> program.run(number[0]++));
    }

    private Task inference(Backend backend, Work.Inference work) {
        Graph graph = NunchiNetwork.of(work.study(), strict).inference(work.batch());
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        float[] examples = normal(work.batch() * work.study().model().input().size());
        float[] output = new float[work.batch() * work.study().model().classes()];
        program.feed(Network.TARGETS, labels(work.batch(), work.study().model().classes()));
        return new Compiled(backend, () -> {
            program.feed(Network.EXAMPLES, examples);
            program.run(0);
            program.fetch(Network.OUTPUT, output);
        });
    }

    private Task single(Backend backend, Work.Single work) {
        Graph graph = new Graph(strict);
        graph.output("result", write(graph, work));
        return new Compiled(backend, new Anew(backend, graph));
    }

    private static Node write(Graph graph, Work.Single work) {
        Part.Convolution layer = work.layer();
        Window window = window(layer);
        Shape images = Shape.of(work.batch(), layer.extent(), layer.extent(), layer.inputs());
        Shape steps = images.withLast(layer.outputs());
        Shape weight = Shape.of(layer.kernel(), layer.kernel(), layer.inputs(), layer.outputs());
        return switch (work.direction()) {
            case FORWARD ->
                graph.add(new Convolution(window, 1), graph.input("images", images), graph.input("weight", weight));
            case INPUT_GRADIENT ->
                graph.add(
                        new TransposedConvolution(window, 1),
                        graph.input("steps", steps),
                        graph.input("weight", weight));
            case WEIGHT_GRADIENT ->
                graph.add(
                        new ConvolutionWeightGradient(window, 1),
                        graph.input("images", images),
                        graph.input("steps", steps));
        };
    }

    private static Window window(Part.Convolution part) {
        WindowAxis axis = new WindowAxis(part.kernel(), 1, 1, part.padding(), part.padding(), part.extent());
        return new Window(axis, axis);
    }

    private record Compiled(Backend backend, Runnable work) implements Task {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    static float[] normal(int size) {
        RandomKey key = RandomKey.of(1).with("examples");
        float[] values = new float[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) key.normal(i);
        }
        return values;
    }

    /// Labels; or what depends on the examples in a way that can be learnt, between 0 and 1, or one of them.
    private static float[] targets(Work.Training work, float[] examples, float[] labels) {
        if (work.study().training().loss() == Study.Loss.CROSS_ENTROPY) {
            return labels;
        }
        int size = work.study().model().output().size();
        float[] targets = new float[work.batch() * size];
        for (int i = 0; i < targets.length; i++) {
            float value = examples[i / size * (examples.length / work.batch()) + i % size];
            targets[i] = work.study().training().loss() == Study.Loss.SQUARED_ERROR
                    ? (float) Math.tanh(value)
                    : value > 0 ? 1 : 0;
        }
        return targets;
    }

    /// Each class about a centre of its own, so that a training ends where trainings end: sure of its examples.
    private static float[] learnable(float[] labels, int batch, int size) {
        RandomKey centres = RandomKey.of(1).with("centres");
        float[] values = normal(batch * size);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) centres.normal((long) labels[i / size * (labels.length / batch)] * size + i % size);
        }
        return values;
    }

    /// Numbers of tokens, and 0 behind the end of a sequence.
    static float[] tokens(Model model, int batch) {
        int steps = model.input().extent(0);
        int[] lengths = model.lengths(batch);
        RandomKey key = RandomKey.of(1).with("tokens");
        float[] values = new float[batch * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % steps < lengths[i / steps] ? (float) (1 + key.uniform(i) * (model.tokens() - 1)) : 0;
            values[i] = (float) Math.floor(values[i]);
        }
        return values;
    }

    private static float[] labels(int batch, int classes) {
        float[] labels = new float[batch];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % classes;
        }
        return labels;
    }
}
