package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile of 12 rows by 2 vectors where A and B are packed: both are read from first to last, with no index
/// that must be looked up or checked on the way. One flat loop over k with 24 accumulators. Written out, because C2
/// keeps the accumulators in registers only as locals of one loop.
final class Packed12x2 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Packed12x2() {}

    static void run(Panel t, float[] a, int ao, float[] c, int co) {
        float[] b = t.b;
        int cRow = t.cRow;
        int last = t.rows - 1;
        int ap = Math.max(0, ao + t.aRow[0] + t.aStep[t.first]);
        FloatVector s0a = FloatVector.zero(SPECIES);
        FloatVector s0b = FloatVector.zero(SPECIES);
        FloatVector s1a = FloatVector.zero(SPECIES);
        FloatVector s1b = FloatVector.zero(SPECIES);
        FloatVector s2a = FloatVector.zero(SPECIES);
        FloatVector s2b = FloatVector.zero(SPECIES);
        FloatVector s3a = FloatVector.zero(SPECIES);
        FloatVector s3b = FloatVector.zero(SPECIES);
        FloatVector s4a = FloatVector.zero(SPECIES);
        FloatVector s4b = FloatVector.zero(SPECIES);
        FloatVector s5a = FloatVector.zero(SPECIES);
        FloatVector s5b = FloatVector.zero(SPECIES);
        FloatVector s6a = FloatVector.zero(SPECIES);
        FloatVector s6b = FloatVector.zero(SPECIES);
        FloatVector s7a = FloatVector.zero(SPECIES);
        FloatVector s7b = FloatVector.zero(SPECIES);
        FloatVector s8a = FloatVector.zero(SPECIES);
        FloatVector s8b = FloatVector.zero(SPECIES);
        FloatVector s9a = FloatVector.zero(SPECIES);
        FloatVector s9b = FloatVector.zero(SPECIES);
        FloatVector s10a = FloatVector.zero(SPECIES);
        FloatVector s10b = FloatVector.zero(SPECIES);
        FloatVector s11a = FloatVector.zero(SPECIES);
        FloatVector s11b = FloatVector.zero(SPECIES);
        if (t.accumulate) {
            int c0 = co;
            s0a = FloatVector.fromArray(SPECIES, c, c0);
            s0b = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            int c1 = co + Math.min(1, last) * cRow;
            s1a = FloatVector.fromArray(SPECIES, c, c1);
            s1b = FloatVector.fromArray(SPECIES, c, c1 + LANES);
            int c2 = co + Math.min(2, last) * cRow;
            s2a = FloatVector.fromArray(SPECIES, c, c2);
            s2b = FloatVector.fromArray(SPECIES, c, c2 + LANES);
            int c3 = co + Math.min(3, last) * cRow;
            s3a = FloatVector.fromArray(SPECIES, c, c3);
            s3b = FloatVector.fromArray(SPECIES, c, c3 + LANES);
            int c4 = co + Math.min(4, last) * cRow;
            s4a = FloatVector.fromArray(SPECIES, c, c4);
            s4b = FloatVector.fromArray(SPECIES, c, c4 + LANES);
            int c5 = co + Math.min(5, last) * cRow;
            s5a = FloatVector.fromArray(SPECIES, c, c5);
            s5b = FloatVector.fromArray(SPECIES, c, c5 + LANES);
            int c6 = co + Math.min(6, last) * cRow;
            s6a = FloatVector.fromArray(SPECIES, c, c6);
            s6b = FloatVector.fromArray(SPECIES, c, c6 + LANES);
            int c7 = co + Math.min(7, last) * cRow;
            s7a = FloatVector.fromArray(SPECIES, c, c7);
            s7b = FloatVector.fromArray(SPECIES, c, c7 + LANES);
            int c8 = co + Math.min(8, last) * cRow;
            s8a = FloatVector.fromArray(SPECIES, c, c8);
            s8b = FloatVector.fromArray(SPECIES, c, c8 + LANES);
            int c9 = co + Math.min(9, last) * cRow;
            s9a = FloatVector.fromArray(SPECIES, c, c9);
            s9b = FloatVector.fromArray(SPECIES, c, c9 + LANES);
            int c10 = co + Math.min(10, last) * cRow;
            s10a = FloatVector.fromArray(SPECIES, c, c10);
            s10b = FloatVector.fromArray(SPECIES, c, c10 + LANES);
            int c11 = co + Math.min(11, last) * cRow;
            s11a = FloatVector.fromArray(SPECIES, c, c11);
            s11b = FloatVector.fromArray(SPECIES, c, c11 + LANES);
        }
        int depth = t.depth;
        int bo = t.bo;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bo + p * (2 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bo + p * (2 * LANES) + LANES);
            FloatVector x;
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 0]);
            s0a = x.fma(b0, s0a);
            s0b = x.fma(b1, s0b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 1]);
            s1a = x.fma(b0, s1a);
            s1b = x.fma(b1, s1b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 2]);
            s2a = x.fma(b0, s2a);
            s2b = x.fma(b1, s2b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 3]);
            s3a = x.fma(b0, s3a);
            s3b = x.fma(b1, s3b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 4]);
            s4a = x.fma(b0, s4a);
            s4b = x.fma(b1, s4b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 5]);
            s5a = x.fma(b0, s5a);
            s5b = x.fma(b1, s5b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 6]);
            s6a = x.fma(b0, s6a);
            s6b = x.fma(b1, s6b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 7]);
            s7a = x.fma(b0, s7a);
            s7b = x.fma(b1, s7b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 8]);
            s8a = x.fma(b0, s8a);
            s8b = x.fma(b1, s8b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 9]);
            s9a = x.fma(b0, s9a);
            s9b = x.fma(b1, s9b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 10]);
            s10a = x.fma(b0, s10a);
            s10b = x.fma(b1, s10b);
            x = FloatVector.broadcast(SPECIES, a[ap + p * 12 + 11]);
            s11a = x.fma(b0, s11a);
            s11b = x.fma(b1, s11b);
        }
        s0a.intoArray(c, co);
        s0b.intoArray(c, co + LANES);
        if (last < 1) {
            return;
        }
        s1a.intoArray(c, co + cRow);
        s1b.intoArray(c, co + cRow + LANES);
        if (last < 2) {
            return;
        }
        s2a.intoArray(c, co + 2 * cRow);
        s2b.intoArray(c, co + 2 * cRow + LANES);
        if (last < 3) {
            return;
        }
        s3a.intoArray(c, co + 3 * cRow);
        s3b.intoArray(c, co + 3 * cRow + LANES);
        if (last < 4) {
            return;
        }
        s4a.intoArray(c, co + 4 * cRow);
        s4b.intoArray(c, co + 4 * cRow + LANES);
        if (last < 5) {
            return;
        }
        s5a.intoArray(c, co + 5 * cRow);
        s5b.intoArray(c, co + 5 * cRow + LANES);
        if (last < 6) {
            return;
        }
        s6a.intoArray(c, co + 6 * cRow);
        s6b.intoArray(c, co + 6 * cRow + LANES);
        if (last < 7) {
            return;
        }
        s7a.intoArray(c, co + 7 * cRow);
        s7b.intoArray(c, co + 7 * cRow + LANES);
        if (last < 8) {
            return;
        }
        s8a.intoArray(c, co + 8 * cRow);
        s8b.intoArray(c, co + 8 * cRow + LANES);
        if (last < 9) {
            return;
        }
        s9a.intoArray(c, co + 9 * cRow);
        s9b.intoArray(c, co + 9 * cRow + LANES);
        if (last < 10) {
            return;
        }
        s10a.intoArray(c, co + 10 * cRow);
        s10b.intoArray(c, co + 10 * cRow + LANES);
        if (last < 11) {
            return;
        }
        s11a.intoArray(c, co + 11 * cRow);
        s11b.intoArray(c, co + 11 * cRow + LANES);
    }
}
