package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile of 12 rows by 1 vector: one flat loop over k with 12 accumulators. Written out, because C2 keeps the
/// accumulators in registers only as locals of one loop.
final class Tile12x1 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Tile12x1() {}

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
        int a5 = ao + aRow[5];
        int a6 = ao + aRow[6];
        int a7 = ao + aRow[7];
        int a8 = ao + aRow[8];
        int a9 = ao + aRow[9];
        int a10 = ao + aRow[10];
        int a11 = ao + aRow[11];
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s60 = FloatVector.zero(SPECIES);
        FloatVector s70 = FloatVector.zero(SPECIES);
        FloatVector s80 = FloatVector.zero(SPECIES);
        FloatVector s90 = FloatVector.zero(SPECIES);
        FloatVector s100 = FloatVector.zero(SPECIES);
        FloatVector s110 = FloatVector.zero(SPECIES);
        if (t.accumulate) {
            int c0 = co;
            s00 = FloatVector.fromArray(SPECIES, c, c0);
            int c1 = co + Math.min(1, last) * cRow;
            s10 = FloatVector.fromArray(SPECIES, c, c1);
            int c2 = co + Math.min(2, last) * cRow;
            s20 = FloatVector.fromArray(SPECIES, c, c2);
            int c3 = co + Math.min(3, last) * cRow;
            s30 = FloatVector.fromArray(SPECIES, c, c3);
            int c4 = co + Math.min(4, last) * cRow;
            s40 = FloatVector.fromArray(SPECIES, c, c4);
            int c5 = co + Math.min(5, last) * cRow;
            s50 = FloatVector.fromArray(SPECIES, c, c5);
            int c6 = co + Math.min(6, last) * cRow;
            s60 = FloatVector.fromArray(SPECIES, c, c6);
            int c7 = co + Math.min(7, last) * cRow;
            s70 = FloatVector.fromArray(SPECIES, c, c7);
            int c8 = co + Math.min(8, last) * cRow;
            s80 = FloatVector.fromArray(SPECIES, c, c8);
            int c9 = co + Math.min(9, last) * cRow;
            s90 = FloatVector.fromArray(SPECIES, c, c9);
            int c10 = co + Math.min(10, last) * cRow;
            s100 = FloatVector.fromArray(SPECIES, c, c10);
            int c11 = co + Math.min(11, last) * cRow;
            s110 = FloatVector.fromArray(SPECIES, c, c11);
        }
        int end = t.bo + t.depth * bStep;
        int p = t.first;
        for (int bp = t.bo; bp < end; bp += bStep) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
            int q = aStep[p++];
            FloatVector x;
            x = FloatVector.broadcast(SPECIES, a[a0 + q]);
            s00 = x.fma(b0, s00);
            x = FloatVector.broadcast(SPECIES, a[a1 + q]);
            s10 = x.fma(b0, s10);
            x = FloatVector.broadcast(SPECIES, a[a2 + q]);
            s20 = x.fma(b0, s20);
            x = FloatVector.broadcast(SPECIES, a[a3 + q]);
            s30 = x.fma(b0, s30);
            x = FloatVector.broadcast(SPECIES, a[a4 + q]);
            s40 = x.fma(b0, s40);
            x = FloatVector.broadcast(SPECIES, a[a5 + q]);
            s50 = x.fma(b0, s50);
            x = FloatVector.broadcast(SPECIES, a[a6 + q]);
            s60 = x.fma(b0, s60);
            x = FloatVector.broadcast(SPECIES, a[a7 + q]);
            s70 = x.fma(b0, s70);
            x = FloatVector.broadcast(SPECIES, a[a8 + q]);
            s80 = x.fma(b0, s80);
            x = FloatVector.broadcast(SPECIES, a[a9 + q]);
            s90 = x.fma(b0, s90);
            x = FloatVector.broadcast(SPECIES, a[a10 + q]);
            s100 = x.fma(b0, s100);
            x = FloatVector.broadcast(SPECIES, a[a11 + q]);
            s110 = x.fma(b0, s110);
        }
        int d0 = co;
        s00.intoArray(c, d0);
        int d1 = co + Math.min(1, last) * cRow;
        s10.intoArray(c, d1);
        int d2 = co + Math.min(2, last) * cRow;
        s20.intoArray(c, d2);
        int d3 = co + Math.min(3, last) * cRow;
        s30.intoArray(c, d3);
        int d4 = co + Math.min(4, last) * cRow;
        s40.intoArray(c, d4);
        int d5 = co + Math.min(5, last) * cRow;
        s50.intoArray(c, d5);
        int d6 = co + Math.min(6, last) * cRow;
        s60.intoArray(c, d6);
        int d7 = co + Math.min(7, last) * cRow;
        s70.intoArray(c, d7);
        int d8 = co + Math.min(8, last) * cRow;
        s80.intoArray(c, d8);
        int d9 = co + Math.min(9, last) * cRow;
        s90.intoArray(c, d9);
        int d10 = co + Math.min(10, last) * cRow;
        s100.intoArray(c, d10);
        int d11 = co + Math.min(11, last) * cRow;
        s110.intoArray(c, d11);
    }
}
