package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Twelve independent chains of fused multiply-adds on vectors that never leave their registers: enough to hide the
/// latency of two units, few enough for 16 registers.
///
/// A round has two links of every chain, so that the method is longer than the 325 bytes that C2 inlines: where it was
/// inlined, it ran at half the speed.
final class VectorChains {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LINKS = 2;

    private VectorChains() {}

    /// The operations of one round: two multiplications and additions in every lane of every chain.
    static int operations() {
        return 2 * LINKS * CHAINS * SPECIES.length();
    }

    /// Each chain is `s ← s·factor + term`, which stays finite for a factor below 1.
    ///
    /// @param sink takes the chains' sum, so that none of them can be left out; a vector long
    static void run(int rounds, float[] sink) {
        FloatVector factor = FloatVector.broadcast(SPECIES, sink[0]);
        FloatVector term = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector s0 = term;
        FloatVector s1 = term;
        FloatVector s2 = term;
        FloatVector s3 = term;
        FloatVector s4 = term;
        FloatVector s5 = term;
        FloatVector s6 = term;
        FloatVector s7 = term;
        FloatVector s8 = term;
        FloatVector s9 = term;
        FloatVector s10 = term;
        FloatVector s11 = term;
        for (int round = 0; round < rounds; round++) {
            s0 = s0.fma(factor, term);
            s1 = s1.fma(factor, term);
            s2 = s2.fma(factor, term);
            s3 = s3.fma(factor, term);
            s4 = s4.fma(factor, term);
            s5 = s5.fma(factor, term);
            s6 = s6.fma(factor, term);
            s7 = s7.fma(factor, term);
            s8 = s8.fma(factor, term);
            s9 = s9.fma(factor, term);
            s10 = s10.fma(factor, term);
            s11 = s11.fma(factor, term);
            s0 = s0.fma(factor, term);
            s1 = s1.fma(factor, term);
            s2 = s2.fma(factor, term);
            s3 = s3.fma(factor, term);
            s4 = s4.fma(factor, term);
            s5 = s5.fma(factor, term);
            s6 = s6.fma(factor, term);
            s7 = s7.fma(factor, term);
            s8 = s8.fma(factor, term);
            s9 = s9.fma(factor, term);
            s10 = s10.fma(factor, term);
            s11 = s11.fma(factor, term);
        }
        s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9)
                .add(s10)
                .add(s11)
                .intoArray(sink, 0);
    }
}
