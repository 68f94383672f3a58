package nunchi.cpu.kernel;

/// The same chains without the Vector API: a short array in the first cache, which C2 turns into vectors.
final class ScalarChains {
    private static final int CHAINS = 192;

    private ScalarChains() {}

    static int operations() {
        return 2 * CHAINS;
    }

    /// @param sink of at least 192 values
    static void run(int rounds, float[] sink) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < CHAINS; i++) {
                sink[i] = Math.fma(sink[i], 0.5f, 0.5f);
            }
        }
    }
}
