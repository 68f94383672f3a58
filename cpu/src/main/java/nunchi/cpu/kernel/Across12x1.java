package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile of 12 rows by 1 vector across the rows of A: its values of a column lie next to each other. One
/// flat loop over k with 12 accumulators. Written out, because C2 keeps the accumulators in registers only as locals of
/// one loop.
final class Across12x1 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private Across12x1() {}

    static void run(Panel t, float[] a, int ao, float[] c, int co) {
        float[] b = t.b;
        int bStep = t.bStep;
        int cRow = t.cRow;
        int last = t.rows - 1;
        int[] aStep = t.aStep;
        int first = ao + t.aRow[0];
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector s4 = FloatVector.zero(SPECIES);
        FloatVector s5 = FloatVector.zero(SPECIES);
        FloatVector s6 = FloatVector.zero(SPECIES);
        FloatVector s7 = FloatVector.zero(SPECIES);
        FloatVector s8 = FloatVector.zero(SPECIES);
        FloatVector s9 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        if (t.accumulate) {
            int c0 = co;
            s0 = FloatVector.fromArray(SPECIES, c, c0);
            int c1 = co + Math.min(1, last) * cRow;
            s1 = FloatVector.fromArray(SPECIES, c, c1);
            int c2 = co + Math.min(2, last) * cRow;
            s2 = FloatVector.fromArray(SPECIES, c, c2);
            int c3 = co + Math.min(3, last) * cRow;
            s3 = FloatVector.fromArray(SPECIES, c, c3);
            int c4 = co + Math.min(4, last) * cRow;
            s4 = FloatVector.fromArray(SPECIES, c, c4);
            int c5 = co + Math.min(5, last) * cRow;
            s5 = FloatVector.fromArray(SPECIES, c, c5);
            int c6 = co + Math.min(6, last) * cRow;
            s6 = FloatVector.fromArray(SPECIES, c, c6);
            int c7 = co + Math.min(7, last) * cRow;
            s7 = FloatVector.fromArray(SPECIES, c, c7);
            int c8 = co + Math.min(8, last) * cRow;
            s8 = FloatVector.fromArray(SPECIES, c, c8);
            int c9 = co + Math.min(9, last) * cRow;
            s9 = FloatVector.fromArray(SPECIES, c, c9);
            int c10 = co + Math.min(10, last) * cRow;
            s10 = FloatVector.fromArray(SPECIES, c, c10);
            int c11 = co + Math.min(11, last) * cRow;
            s11 = FloatVector.fromArray(SPECIES, c, c11);
        }
        int depth = t.depth;
        int from = t.first;
        int bp = t.bo;
        for (int p = 0; p < depth; p++, bp += bStep) {
            int q = first + aStep[from + p];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
            FloatVector x;
            x = FloatVector.broadcast(SPECIES, a[q]);
            s0 = x.fma(b0, s0);
            x = FloatVector.broadcast(SPECIES, a[q + 1]);
            s1 = x.fma(b0, s1);
            x = FloatVector.broadcast(SPECIES, a[q + 2]);
            s2 = x.fma(b0, s2);
            x = FloatVector.broadcast(SPECIES, a[q + 3]);
            s3 = x.fma(b0, s3);
            x = FloatVector.broadcast(SPECIES, a[q + 4]);
            s4 = x.fma(b0, s4);
            x = FloatVector.broadcast(SPECIES, a[q + 5]);
            s5 = x.fma(b0, s5);
            x = FloatVector.broadcast(SPECIES, a[q + 6]);
            s6 = x.fma(b0, s6);
            x = FloatVector.broadcast(SPECIES, a[q + 7]);
            s7 = x.fma(b0, s7);
            x = FloatVector.broadcast(SPECIES, a[q + 8]);
            s8 = x.fma(b0, s8);
            x = FloatVector.broadcast(SPECIES, a[q + 9]);
            s9 = x.fma(b0, s9);
            x = FloatVector.broadcast(SPECIES, a[q + 10]);
            s10 = x.fma(b0, s10);
            x = FloatVector.broadcast(SPECIES, a[q + 11]);
            s11 = x.fma(b0, s11);
        }
        s0.intoArray(c, co);
        if (last < 1) {
            return;
        }
        s1.intoArray(c, co + cRow);
        if (last < 2) {
            return;
        }
        s2.intoArray(c, co + 2 * cRow);
        if (last < 3) {
            return;
        }
        s3.intoArray(c, co + 3 * cRow);
        if (last < 4) {
            return;
        }
        s4.intoArray(c, co + 4 * cRow);
        if (last < 5) {
            return;
        }
        s5.intoArray(c, co + 5 * cRow);
        if (last < 6) {
            return;
        }
        s6.intoArray(c, co + 6 * cRow);
        if (last < 7) {
            return;
        }
        s7.intoArray(c, co + 7 * cRow);
        if (last < 8) {
            return;
        }
        s8.intoArray(c, co + 8 * cRow);
        if (last < 9) {
            return;
        }
        s9.intoArray(c, co + 9 * cRow);
        if (last < 10) {
            return;
        }
        s10.intoArray(c, co + 10 * cRow);
        if (last < 11) {
            return;
        }
        s11.intoArray(c, co + 11 * cRow);
    }
}
