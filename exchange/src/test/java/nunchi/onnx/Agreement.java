package nunchi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.loss.Loss;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A model on ONNX Runtime against the same model here.
///
/// @param tokens how many numbers of tokens the examples are of; 0 where they are ordinary numbers
record Agreement(Layer model, Shape example, Loss loss, int tokens) {
    private static final int[] BATCHES = {1, 2, 5};

    Agreement(Layer model, Shape example, Loss loss) {
        this(model, example, loss, 0);
    }

    /// Both sides, with the same weights.
    private record Sides(Backend backend, Map<String, Tensor> weights, OnnxRuntime runtime) {}

    /// With weights as [#check] takes them.
    byte[] file(Map<String, String> metadata) {
        try (Backend backend = Backends.fastest(1)) {
            return new OnnxModel(model, example, loss, weights(backend), metadata).bytes();
        }
    }

    void check() {
        compare(sides -> {
            for (int batch : BATCHES) {
                Shape shape = example.batch(batch);
                check(sides, batch, tokens == 0 ? values(shape, "examples", -1.5) : tokens(shape));
            }
        });
    }

    /// With examples of one's own.
    void check(int batch, float[] examples) {
        compare(sides -> check(sides, batch, examples));
    }

    private void compare(Consumer<Sides> comparison) {
        try (Backend backend = Backends.fastest(1)) {
            Map<String, Tensor> weights = weights(backend);
            try (OnnxRuntime runtime =
                    new OnnxRuntime(new OnnxModel(model, example, loss, weights, Map.of()).bytes())) {
                comparison.accept(new Sides(backend, weights, runtime));
            }
        }
    }

    private void check(Sides sides, int batch, float[] examples) {
        check(sides, batch, examples, true, 1e-5);
        check(sides, batch, examples, false, 1e-4);
    }

    private void check(Sides sides, int batch, float[] examples, boolean strict, double share) {
        Shape shape = example.batch(batch);
        Graph graph = graph(batch, strict);
        Weights stored = sides.backend.initialize(graph, 1);
        sides.weights.forEach(stored::set);
        Program program = sides.backend.compile(graph, stored, 1);
        Map<String, Tensor> inputs = new LinkedHashMap<>(Map.of(Network.EXAMPLES, new Tensor(shape, examples)));
        Node targets = graph.inputs().get(Network.TARGETS);
        if (targets != null) {
            inputs.put(Network.TARGETS, new Tensor(targets.shape(), tokens(targets.shape())));
        }
        inputs.forEach((name, tensor) -> program.feed(name, tensor.values()));
        program.run(0);
        Map<String, float[]> outputs = sides.runtime.run(inputs);
        graph.outputs().forEach((name, node) -> {
            float[] expected = new float[node.shape().size()];
            program.fetch(name, expected);
            assertThat(outputs.get(name))
                    .as("%s of %d with strict %s", name, batch, strict)
                    .containsExactly(expected, offset((float) (share * largest(expected))));
        });
    }

    private static double largest(float[] values) {
        double largest = 1;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private Graph graph(int batch, boolean strict) {
        Graph graph = new Graph(strict);
        Node output = model.build(Scope.inference(graph), graph.input(Network.EXAMPLES, example.batch(batch)));
        graph.output(Network.OUTPUT, output);
        graph.output(Network.PREDICTION, loss.output().prediction(output));
        return graph;
    }

    /// Kernels as they begin, all others between 0.5 and 1.5, so that none does nothing.
    private Map<String, Tensor> weights(Backend backend) {
        Weights initial = backend.initialize(graph(1, false), 1);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (String name : initial.names()) {
            Tensor tensor = initial.get(name);
            boolean kernel = initial.description(name).role() == Role.KERNEL;
            weights.put(name, kernel ? tensor : new Tensor(tensor.shape(), values(tensor.shape(), name, 0.5)));
        }
        return weights;
    }

    private float[] tokens(Shape shape) {
        RandomKey key = RandomKey.of(7).with("tokens");
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (tokens * key.uniform(i));
        }
        return values;
    }

    /// From `low` to 1.5.
    private static float[] values(Shape shape, String name, double low) {
        RandomKey key = RandomKey.of(7).with(name);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (1.5 - low) * key.uniform(i));
        }
        return values;
    }
}
