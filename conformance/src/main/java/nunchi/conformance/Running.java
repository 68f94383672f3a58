package nunchi.conformance;

import java.util.Map;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.graph.Graph;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Init;
import nunchi.tensor.Shape;

/// A graph compiled on a backend over fresh weights.
record Running(Graph graph, Weights weights, Program program) {
    static Running on(Backend backend, Graph graph) {
        return on(backend, graph, Trial.SEED);
    }

    static Running on(Backend backend, Graph graph, long seed) {
        Weights weights = backend.initialize(graph, seed);
        return new Running(graph, weights, backend.compile(graph, weights, seed));
    }

    void feed(Map<String, double[]> feeds) {
        feeds.forEach((name, values) -> program.feed(name, Trial.narrow(values)));
    }

    float[] run(long step, String output) {
        program.run(step);
        return fetch(output);
    }

    float[] fetch(String output) {
        float[] values = new float
                [Objects.requireNonNull(graph.outputs().get(output)).shape().size()];
        program.fetch(output, values);
        return values;
    }

    float[] weight(String name) {
        return weights.get(name).values();
    }

    /// A weight for small graphs written by hand.
    static Weight stored(String name, Shape shape, Init init) {
        return new Weight(name, shape, init, Role.KERNEL);
    }
}
