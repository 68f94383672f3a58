package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The transform Bᵀ of [VectorWinograd6] for one pair of points at a time.
final class VectorPairs6 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /// The points ±a of each pair; the first pair is 0 and ∞.
    private static final float[] POINT = {0, 0.75f, 1.5f};
    /// The square of the other point.
    private static final float[] SQUARE = {0, 2.25f, 0.5625f};

    private VectorPairs6() {}

    /// The point a > 0 of a pair ±a; 0 of the pair 0 and ∞.
    static float point(int pair) {
        return POINT[pair];
    }

    static void images(int pair, Lines t, float[] x, int xo, float[] y, int yo) {
        if (pair == 0) {
            imageEnds(t, x, xo, y, yo);
            return;
        }
        FloatVector c0 = FloatVector.broadcast(SPECIES, -SQUARE[pair]);
        FloatVector c2 = FloatVector.broadcast(SPECIES, POINT[pair]);
        FloatVector c3 = FloatVector.broadcast(SPECIES, -POINT[pair]);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + t.xStep);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * t.xStep);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * t.xStep);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * t.xStep);
                FloatVector e = d2.fma(c0, d4);
                FloatVector o = d1.fma(c0, d3);
                FloatVector v = o.fma(c2, e);
                FloatVector w = o.fma(c3, e);
                v.intoArray(y, to + i);
                w.intoArray(y, to + i + t.yStep);
            }
        }
    }

    /// Of the points 0 and ∞.
    private static void imageEnds(Lines t, float[] x, int xo, float[] y, int yo) {
        FloatVector c0 = FloatVector.broadcast(SPECIES, -2.8125f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 1.265625f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + t.xStep);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * t.xStep);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * t.xStep);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * t.xStep);
                FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + i + 5 * t.xStep);
                FloatVector v = d2.fma(c0, d4);
                v = d0.fma(c1, v);
                FloatVector w = d3.fma(c0, d5);
                w = d1.fma(c1, w);
                v.intoArray(y, to + i);
                w.intoArray(y, to + i + t.yStep);
            }
        }
    }
}
