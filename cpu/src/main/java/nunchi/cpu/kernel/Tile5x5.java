package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile of 5 rows by 5 vectors: one flat loop over k with 25 accumulators. Written out, because C2 keeps the
/// accumulators in registers only as locals of one loop.
final class Tile5x5 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Tile5x5() {}

    static void run(Panel t, float[] a, int ao, float[] c, int co) {
        float[] b = t.b;
        int[] aRow = t.aRow;
        int[] aStep = t.aStep;
        int bStep = t.bStep;
        int cRow = t.cRow;
        int last = t.rows - 1;
        int a0 = ao + aRow[0];
        int a1 = ao + aRow[1];
        int a2 = ao + aRow[2];
        int a3 = ao + aRow[3];
        int a4 = ao + aRow[4];
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s04 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s14 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s24 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s34 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s43 = FloatVector.zero(SPECIES);
        FloatVector s44 = FloatVector.zero(SPECIES);
        if (t.accumulate) {
            int c0 = co;
            s00 = FloatVector.fromArray(SPECIES, c, c0);
            s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            s02 = FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES);
            s03 = FloatVector.fromArray(SPECIES, c, c0 + 3 * LANES);
            s04 = FloatVector.fromArray(SPECIES, c, c0 + 4 * LANES);
            int c1 = co + Math.min(1, last) * cRow;
            s10 = FloatVector.fromArray(SPECIES, c, c1);
            s11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
            s12 = FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES);
            s13 = FloatVector.fromArray(SPECIES, c, c1 + 3 * LANES);
            s14 = FloatVector.fromArray(SPECIES, c, c1 + 4 * LANES);
            int c2 = co + Math.min(2, last) * cRow;
            s20 = FloatVector.fromArray(SPECIES, c, c2);
            s21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
            s22 = FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES);
            s23 = FloatVector.fromArray(SPECIES, c, c2 + 3 * LANES);
            s24 = FloatVector.fromArray(SPECIES, c, c2 + 4 * LANES);
            int c3 = co + Math.min(3, last) * cRow;
            s30 = FloatVector.fromArray(SPECIES, c, c3);
            s31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
            s32 = FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES);
            s33 = FloatVector.fromArray(SPECIES, c, c3 + 3 * LANES);
            s34 = FloatVector.fromArray(SPECIES, c, c3 + 4 * LANES);
            int c4 = co + Math.min(4, last) * cRow;
            s40 = FloatVector.fromArray(SPECIES, c, c4);
            s41 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
            s42 = FloatVector.fromArray(SPECIES, c, c4 + 2 * LANES);
            s43 = FloatVector.fromArray(SPECIES, c, c4 + 3 * LANES);
            s44 = FloatVector.fromArray(SPECIES, c, c4 + 4 * LANES);
        }
        int end = t.bo + t.depth * bStep;
        int p = t.first;
        for (int bp = t.bo; bp < end; bp += bStep) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bp + 3 * LANES);
            FloatVector b4 = FloatVector.fromArray(SPECIES, b, bp + 4 * LANES);
            int q = aStep[p++];
            FloatVector x;
            x = FloatVector.broadcast(SPECIES, a[a0 + q]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            s04 = x.fma(b4, s04);
            x = FloatVector.broadcast(SPECIES, a[a1 + q]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            s12 = x.fma(b2, s12);
            s13 = x.fma(b3, s13);
            s14 = x.fma(b4, s14);
            x = FloatVector.broadcast(SPECIES, a[a2 + q]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            s22 = x.fma(b2, s22);
            s23 = x.fma(b3, s23);
            s24 = x.fma(b4, s24);
            x = FloatVector.broadcast(SPECIES, a[a3 + q]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            s32 = x.fma(b2, s32);
            s33 = x.fma(b3, s33);
            s34 = x.fma(b4, s34);
            x = FloatVector.broadcast(SPECIES, a[a4 + q]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            s42 = x.fma(b2, s42);
            s43 = x.fma(b3, s43);
            s44 = x.fma(b4, s44);
        }
        int d0 = co;
        s00.intoArray(c, d0);
        s01.intoArray(c, d0 + LANES);
        s02.intoArray(c, d0 + 2 * LANES);
        s03.intoArray(c, d0 + 3 * LANES);
        s04.intoArray(c, d0 + 4 * LANES);
        int d1 = co + Math.min(1, last) * cRow;
        s10.intoArray(c, d1);
        s11.intoArray(c, d1 + LANES);
        s12.intoArray(c, d1 + 2 * LANES);
        s13.intoArray(c, d1 + 3 * LANES);
        s14.intoArray(c, d1 + 4 * LANES);
        int d2 = co + Math.min(2, last) * cRow;
        s20.intoArray(c, d2);
        s21.intoArray(c, d2 + LANES);
        s22.intoArray(c, d2 + 2 * LANES);
        s23.intoArray(c, d2 + 3 * LANES);
        s24.intoArray(c, d2 + 4 * LANES);
        int d3 = co + Math.min(3, last) * cRow;
        s30.intoArray(c, d3);
        s31.intoArray(c, d3 + LANES);
        s32.intoArray(c, d3 + 2 * LANES);
        s33.intoArray(c, d3 + 3 * LANES);
        s34.intoArray(c, d3 + 4 * LANES);
        int d4 = co + Math.min(4, last) * cRow;
        s40.intoArray(c, d4);
        s41.intoArray(c, d4 + LANES);
        s42.intoArray(c, d4 + 2 * LANES);
        s43.intoArray(c, d4 + 3 * LANES);
        s44.intoArray(c, d4 + 4 * LANES);
    }
}
