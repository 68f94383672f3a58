package nunchi.cpu;

import java.lang.ref.Cleaner;
import java.util.OptionalDouble;
import nunchi.backend.Backend;
import nunchi.backend.Numerics;
import nunchi.backend.Weights;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.CpuWeights;
import nunchi.cpu.numerics.CpuNumerics;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Graph;

/// The CPU in pure Java: Vector API kernels, or their scalar twins where the JVM was started without the incubator
/// module.
///
/// The threads end with [#close], or when nobody holds the backend, its programs and its numerics any more.
public final class CpuBackend implements Backend {
    private static final Cleaner FORGOTTEN = Cleaner.create();

    public static final String NAME = "cpu";

    private final Kernels kernels;
    private final ThreadPool team;
    private final Cleaner.Cleanable threads;

    /// @param threads at least 1
    public CpuBackend(int threads, Kernels kernels) {
        this.kernels = kernels;
        ThreadPool own = new ThreadPool(threads);
        this.team = own;
        this.threads = FORGOTTEN.register(this, own::close);
    }

    Kernels kernels() {
        return kernels;
    }

    ThreadPool team() {
        return team;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return "%s, %d thread%s".formatted(kernels.name(), team.size(), team.size() == 1 ? "" : "s");
    }

    @Override
    public int threads() {
        return team.size();
    }

    @Override
    public CpuWeights initialize(Graph graph, long seed) {
        return new CpuWeights(graph, seed);
    }

    @Override
    public CpuProgram compile(Graph graph, Weights weights, long seed) {
        return new CpuProgram(graph, (CpuWeights) weights, seed, this);
    }

    @Override
    public Numerics numerics() {
        return new CpuNumerics(kernels, team, this);
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(new Peak(team).measure());
    }

    @Override
    public void close() {
        threads.clean();
    }
}
