package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile of 8 rows by 3 vectors across the rows of A: its values of a column lie next to each other. One
/// flat loop over k with 24 accumulators. Written out, because C2 keeps the accumulators in registers only as locals of
/// one loop.
final class Across8x3 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Across8x3() {}

    static void run(Panel t, float[] a, int ao, float[] c, int co) {
        float[] b = t.b;
        int bStep = t.bStep;
        int cRow = t.cRow;
        int last = t.rows - 1;
        int[] aStep = t.aStep;
        int first = ao + t.aRow[0];
        FloatVector s0a = FloatVector.zero(SPECIES);
        FloatVector s0b = FloatVector.zero(SPECIES);
        FloatVector s0c = FloatVector.zero(SPECIES);
        FloatVector s1a = FloatVector.zero(SPECIES);
        FloatVector s1b = FloatVector.zero(SPECIES);
        FloatVector s1c = FloatVector.zero(SPECIES);
        FloatVector s2a = FloatVector.zero(SPECIES);
        FloatVector s2b = FloatVector.zero(SPECIES);
        FloatVector s2c = FloatVector.zero(SPECIES);
        FloatVector s3a = FloatVector.zero(SPECIES);
        FloatVector s3b = FloatVector.zero(SPECIES);
        FloatVector s3c = FloatVector.zero(SPECIES);
        FloatVector s4a = FloatVector.zero(SPECIES);
        FloatVector s4b = FloatVector.zero(SPECIES);
        FloatVector s4c = FloatVector.zero(SPECIES);
        FloatVector s5a = FloatVector.zero(SPECIES);
        FloatVector s5b = FloatVector.zero(SPECIES);
        FloatVector s5c = FloatVector.zero(SPECIES);
        FloatVector s6a = FloatVector.zero(SPECIES);
        FloatVector s6b = FloatVector.zero(SPECIES);
        FloatVector s6c = FloatVector.zero(SPECIES);
        FloatVector s7a = FloatVector.zero(SPECIES);
        FloatVector s7b = FloatVector.zero(SPECIES);
        FloatVector s7c = FloatVector.zero(SPECIES);
        if (t.accumulate) {
            int c0 = co;
            s0a = FloatVector.fromArray(SPECIES, c, c0);
            s0b = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            s0c = FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES);
            int c1 = co + Math.min(1, last) * cRow;
            s1a = FloatVector.fromArray(SPECIES, c, c1);
            s1b = FloatVector.fromArray(SPECIES, c, c1 + LANES);
            s1c = FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES);
            int c2 = co + Math.min(2, last) * cRow;
            s2a = FloatVector.fromArray(SPECIES, c, c2);
            s2b = FloatVector.fromArray(SPECIES, c, c2 + LANES);
            s2c = FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES);
            int c3 = co + Math.min(3, last) * cRow;
            s3a = FloatVector.fromArray(SPECIES, c, c3);
            s3b = FloatVector.fromArray(SPECIES, c, c3 + LANES);
            s3c = FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES);
            int c4 = co + Math.min(4, last) * cRow;
            s4a = FloatVector.fromArray(SPECIES, c, c4);
            s4b = FloatVector.fromArray(SPECIES, c, c4 + LANES);
            s4c = FloatVector.fromArray(SPECIES, c, c4 + 2 * LANES);
            int c5 = co + Math.min(5, last) * cRow;
            s5a = FloatVector.fromArray(SPECIES, c, c5);
            s5b = FloatVector.fromArray(SPECIES, c, c5 + LANES);
            s5c = FloatVector.fromArray(SPECIES, c, c5 + 2 * LANES);
            int c6 = co + Math.min(6, last) * cRow;
            s6a = FloatVector.fromArray(SPECIES, c, c6);
            s6b = FloatVector.fromArray(SPECIES, c, c6 + LANES);
            s6c = FloatVector.fromArray(SPECIES, c, c6 + 2 * LANES);
            int c7 = co + Math.min(7, last) * cRow;
            s7a = FloatVector.fromArray(SPECIES, c, c7);
            s7b = FloatVector.fromArray(SPECIES, c, c7 + LANES);
            s7c = FloatVector.fromArray(SPECIES, c, c7 + 2 * LANES);
        }
        int depth = t.depth;
        int from = t.first;
        int bp = t.bo;
        for (int p = 0; p < depth; p++, bp += bStep) {
            int q = first + aStep[from + p];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
            FloatVector x;
            x = FloatVector.broadcast(SPECIES, a[q]);
            s0a = x.fma(b0, s0a);
            s0b = x.fma(b1, s0b);
            s0c = x.fma(b2, s0c);
            x = FloatVector.broadcast(SPECIES, a[q + 1]);
            s1a = x.fma(b0, s1a);
            s1b = x.fma(b1, s1b);
            s1c = x.fma(b2, s1c);
            x = FloatVector.broadcast(SPECIES, a[q + 2]);
            s2a = x.fma(b0, s2a);
            s2b = x.fma(b1, s2b);
            s2c = x.fma(b2, s2c);
            x = FloatVector.broadcast(SPECIES, a[q + 3]);
            s3a = x.fma(b0, s3a);
            s3b = x.fma(b1, s3b);
            s3c = x.fma(b2, s3c);
            x = FloatVector.broadcast(SPECIES, a[q + 4]);
            s4a = x.fma(b0, s4a);
            s4b = x.fma(b1, s4b);
            s4c = x.fma(b2, s4c);
            x = FloatVector.broadcast(SPECIES, a[q + 5]);
            s5a = x.fma(b0, s5a);
            s5b = x.fma(b1, s5b);
            s5c = x.fma(b2, s5c);
            x = FloatVector.broadcast(SPECIES, a[q + 6]);
            s6a = x.fma(b0, s6a);
            s6b = x.fma(b1, s6b);
            s6c = x.fma(b2, s6c);
            x = FloatVector.broadcast(SPECIES, a[q + 7]);
            s7a = x.fma(b0, s7a);
            s7b = x.fma(b1, s7b);
            s7c = x.fma(b2, s7c);
        }
        s0a.intoArray(c, co);
        s0b.intoArray(c, co + LANES);
        s0c.intoArray(c, co + 2 * LANES);
        if (last < 1) {
            return;
        }
        s1a.intoArray(c, co + cRow);
        s1b.intoArray(c, co + cRow + LANES);
        s1c.intoArray(c, co + cRow + 2 * LANES);
        if (last < 2) {
            return;
        }
        s2a.intoArray(c, co + 2 * cRow);
        s2b.intoArray(c, co + 2 * cRow + LANES);
        s2c.intoArray(c, co + 2 * cRow + 2 * LANES);
        if (last < 3) {
            return;
        }
        s3a.intoArray(c, co + 3 * cRow);
        s3b.intoArray(c, co + 3 * cRow + LANES);
        s3c.intoArray(c, co + 3 * cRow + 2 * LANES);
        if (last < 4) {
            return;
        }
        s4a.intoArray(c, co + 4 * cRow);
        s4b.intoArray(c, co + 4 * cRow + LANES);
        s4c.intoArray(c, co + 4 * cRow + 2 * LANES);
        if (last < 5) {
            return;
        }
        s5a.intoArray(c, co + 5 * cRow);
        s5b.intoArray(c, co + 5 * cRow + LANES);
        s5c.intoArray(c, co + 5 * cRow + 2 * LANES);
        if (last < 6) {
            return;
        }
        s6a.intoArray(c, co + 6 * cRow);
        s6b.intoArray(c, co + 6 * cRow + LANES);
        s6c.intoArray(c, co + 6 * cRow + 2 * LANES);
        if (last < 7) {
            return;
        }
        s7a.intoArray(c, co + 7 * cRow);
        s7b.intoArray(c, co + 7 * cRow + LANES);
        s7c.intoArray(c, co + 7 * cRow + 2 * LANES);
    }
}
