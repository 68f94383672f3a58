package nunchi.benchmark;

import java.util.Optional;

/// A library, or a way of using it, that can do work.
public interface Engine {

    /// The column of the table; variants of which the best counts follow after a colon:
    /// `libtorch (JavaCPP): channels last`.
    String name();

    /// The work made ready; empty where this engine cannot do it or does not differ there from its other variant.
    Optional<Task> prepare(Work work, int threads);

    /// GFLOP/s of a loop in registers on as many threads, measured now; 0 where the engine does not tell.
    default double peak(int threads) {
        return 0;
    }

    /// Work that can be done over and over.
    interface Task extends AutoCloseable {
        void run();

        @Override
        default void close() {}
    }
}
