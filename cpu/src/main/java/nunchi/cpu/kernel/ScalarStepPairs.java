package nunchi.cpu.kernel;

/// The transform A of [Winograd] for one pair of points at a time; it takes four values whatever the size of the
/// kernel.
final class ScalarStepPairs {
    private ScalarStepPairs() {}

    /// @param point a > 0 of the pair ±a; 0 for the pair 0 and ∞
    static void transform(float point, Lines t, float[] x, int xo, float[] y, int yo) {
        if (point == 0) {
            ends(t, x, xo, y, yo);
            return;
        }
        float c0 = point * point;
        float c1 = point;
        float c2 = -point;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + t.xStep];
                float d2 = x[from + i + 2 * t.xStep];
                float d3 = x[from + i + 3 * t.xStep];
                float e = Math.fma(c0, d2, d0);
                float o = Math.fma(c0, d3, d1);
                float v = Math.fma(c1, o, e);
                float w = Math.fma(c2, o, e);
                y[to + i] = v;
                y[to + i + t.yStep] = w;
            }
        }
    }

    /// Of the points 0 and ∞.
    private static void ends(Lines t, float[] x, int xo, float[] y, int yo) {
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d3 = x[from + i + 3 * t.xStep];
                y[to + i] = d0;
                y[to + i + t.yStep] = d3;
            }
        }
    }
}
