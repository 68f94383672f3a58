package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The transform A of [Winograd] for one pair of points at a time; it takes four values whatever the size of the
/// kernel.
final class VectorStepPairs {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorStepPairs() {}

    /// @param point a > 0 of the pair ±a; 0 for the pair 0 and ∞
    static void transform(float point, Lines t, float[] x, int xo, float[] y, int yo) {
        if (point == 0) {
            ends(t, x, xo, y, yo);
            return;
        }
        FloatVector c0 = FloatVector.broadcast(SPECIES, point * point);
        FloatVector c1 = FloatVector.broadcast(SPECIES, point);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -point);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + t.xStep);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * t.xStep);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * t.xStep);
                FloatVector e = d2.fma(c0, d0);
                FloatVector o = d3.fma(c0, d1);
                FloatVector v = o.fma(c1, e);
                FloatVector w = o.fma(c2, e);
                v.intoArray(y, to + i);
                w.intoArray(y, to + i + t.yStep);
            }
        }
    }

    /// Of the points 0 and ∞.
    private static void ends(Lines t, float[] x, int xo, float[] y, int yo) {
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * t.xStep);
                d0.intoArray(y, to + i);
                d3.intoArray(y, to + i + t.yStep);
            }
        }
    }
}
