package nunchi.cpu.kernel;

/// The transform Bᵀ of [ScalarWinograd6] for one pair of points at a time.
final class ScalarPairs6 {
    /// The points ±a of each pair; the first pair is 0 and ∞.
    private static final float[] POINT = {0, 0.75f, 1.5f};
    /// The square of the other point.
    private static final float[] SQUARE = {0, 2.25f, 0.5625f};

    private ScalarPairs6() {}

    /// The point a > 0 of a pair ±a; 0 of the pair 0 and ∞.
    static float point(int pair) {
        return POINT[pair];
    }

    static void images(int pair, Lines t, float[] x, int xo, float[] y, int yo) {
        if (pair == 0) {
            imageEnds(t, x, xo, y, yo);
            return;
        }
        float c0 = -SQUARE[pair];
        float c2 = POINT[pair];
        float c3 = -POINT[pair];
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d1 = x[from + i + t.xStep];
                float d2 = x[from + i + 2 * t.xStep];
                float d3 = x[from + i + 3 * t.xStep];
                float d4 = x[from + i + 4 * t.xStep];
                float e = Math.fma(c0, d2, d4);
                float o = Math.fma(c0, d1, d3);
                float v = Math.fma(c2, o, e);
                float w = Math.fma(c3, o, e);
                y[to + i] = v;
                y[to + i + t.yStep] = w;
            }
        }
    }

    /// Of the points 0 and ∞.
    private static void imageEnds(Lines t, float[] x, int xo, float[] y, int yo) {
        float c0 = -2.8125f;
        float c1 = 1.265625f;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + t.xStep];
                float d2 = x[from + i + 2 * t.xStep];
                float d3 = x[from + i + 3 * t.xStep];
                float d4 = x[from + i + 4 * t.xStep];
                float d5 = x[from + i + 5 * t.xStep];
                float v = Math.fma(c0, d2, d4);
                v = Math.fma(c1, d0, v);
                float w = Math.fma(c0, d3, d5);
                w = Math.fma(c1, d1, w);
                y[to + i] = v;
                y[to + i + t.yStep] = w;
            }
        }
    }
}
