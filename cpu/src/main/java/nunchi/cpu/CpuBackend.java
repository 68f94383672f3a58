package nunchi.cpu;

import java.util.OptionalDouble;
import nunchi.backend.Backend;
import nunchi.backend.Numerics;
import nunchi.backend.Weights;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.numerics.CpuNumerics;
import nunchi.graph.Graph;

/// The CPU in pure Java: Vector API kernels, or their scalar twins where the JVM was started without the incubator module.
public final class CpuBackend implements Backend {
    public static final String NAME = "cpu";

    private final Kernels kernels;
    private final Team team;

    /// @param threads at least 1
    public CpuBackend(int threads, Kernels kernels) {
        this.kernels = kernels;
        this.team = new Team(threads);
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
        return new CpuProgram(graph, (CpuWeights) weights, seed, kernels, team);
    }

    @Override
    public Numerics numerics() {
        return new CpuNumerics(kernels, team);
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(new Peak(team).measure());
    }

    @Override
    public void close() {
        team.close();
    }
}
