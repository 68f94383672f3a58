package nunchi.backend;

import java.util.OptionalDouble;
import nunchi.graph.Graph;

/// A machine that can run graphs. Found by [java.util.ServiceLoader] through [BackendProvider].
public interface Backend extends AutoCloseable {
    /// By which it is chosen: `cpu`, `reference`.
    String name();

    /// One line on what it runs on: `AVX-512, 2 threads`.
    String describe();

    /// The most threads that it computes with.
    default int threads() {
        return 1;
    }

    /// Stores the graph's weights with their initial values, drawn with the seed and each weight's name.
    Weights initialize(Graph graph, long seed);

    /// Compiles a graph over weights of this backend, which must hold all that the graph names.
    ///
    /// @param seed of the random numbers drawn in the steps
    Program compile(Graph graph, Weights weights, long seed);

    /// Numerics outside the graph, on the same threads: not to be used while a program of this backend runs.
    Numerics numerics();

    /// The most that this backend's threads could do, in GFLOP/s, a multiplication and an addition counted as two:
    /// measured now, by multiply-adds that touch no memory, within about a second. Empty where there is no such limit
    /// to compare with.
    default OptionalDouble peak() {
        return OptionalDouble.empty();
    }

    @Override
    void close();
}
