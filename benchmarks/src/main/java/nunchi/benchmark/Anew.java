package nunchi.benchmark;

import java.util.Arrays;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.tensor.Shape;

/// Computes a graph of inputs alone, all of it, at every run.
///
/// A backend may keep what depends only on inputs that nobody has fed anew; so an input that nothing needs is fed each
/// time.
final class Anew implements Runnable {
    private static final float[] NOTHING = {0};

    private final Program program;

    Anew(Backend backend, Graph graph) {
        this(backend, graph, 1);
    }

    /// @param scale of the values, which lie between half of it and its negative
    Anew(Backend backend, Graph graph, float scale) {
        graph.input("nothing", Shape.SCALAR);
        program = backend.compile(graph, backend.initialize(graph, 1), 1);
        graph.inputs()
                .forEach((name, node) -> program.feed(name, values(node.shape().size(), scale)));
    }

    @Override
    public void run() {
        program.feed("nothing", NOTHING);
        program.run(0);
    }

    private static float[] values(int size, float scale) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = scale * ((i * 37 % 101) / 101f - 0.5f);
        }
        return values;
    }
}
