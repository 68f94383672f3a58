package nunchi.cpu.kernel;

/// Fused multiply-adds without any memory traffic: what the machine can do at most.
public final class Chains {
    private static final int SINK = 192;
    private static final float FACTOR = 0.5f;

    private final boolean vector = Kernels.vectorModulePresent();
    private final float[] sink = new float[SINK];

    /// The floating-point operations of one round.
    public int operations() {
        return vector ? VectorChains.operations() : ScalarChains.operations();
    }

    public void run(int rounds) {
        if (vector) {
            sink[0] = FACTOR;
            VectorChains.run(rounds, sink);
        } else {
            ScalarChains.run(rounds, sink);
        }
    }
}
