package nunchi.reference;

import nunchi.backend.Backend;
import nunchi.backend.Numerics;
import nunchi.backend.Weights;
import nunchi.graph.Graph;

/// The definition: every op in float64, one value after the other, as its formula is written. Slow and obvious; every
/// other backend is held to it.
public final class ReferenceBackend implements Backend {
    public static final String NAME = "reference";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return "float64 reference, 1 thread";
    }

    @Override
    public ReferenceWeights initialize(Graph graph, long seed) {
        return new ReferenceWeights(graph, seed);
    }

    @Override
    public ReferenceProgram compile(Graph graph, Weights weights, long seed) {
        return new ReferenceProgram(graph, (ReferenceWeights) weights, seed);
    }

    @Override
    public Numerics numerics() {
        return new ReferenceNumerics();
    }

    @Override
    public void close() {}
}
