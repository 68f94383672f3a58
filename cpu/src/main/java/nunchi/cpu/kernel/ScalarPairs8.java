package nunchi.cpu.kernel;

/// The transform Bᵀ of [ScalarWinograd8] for one pair of points at a time.
final class ScalarPairs8 {
    /// The points ±a of each pair; the first pair is 0 and ∞.
    private static final float[] POINT = {0, 0.5f, 1f, 2f};
    /// Of the squares of the two other points: their sum and their product.
    private static final float[] SUM = {0, 5f, 4.25f, 1.25f};
    private static final float[] PRODUCT = {0, 4f, 1f, 0.25f};

    private ScalarPairs8() {}

    /// The point a > 0 of a pair ±a; 0 of the pair 0 and ∞.
    static float point(int pair) {
        return POINT[pair];
    }

    static void images(int pair, Lines t, float[] x, int xo, float[] y, int yo) {
        if (pair == 0) {
            imageEnds(t, x, xo, y, yo);
            return;
        }
        float c0 = -SUM[pair];
        float c1 = PRODUCT[pair];
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
                float d5 = x[from + i + 5 * t.xStep];
                float d6 = x[from + i + 6 * t.xStep];
                float e = Math.fma(c0, d4, d6);
                e = Math.fma(c1, d2, e);
                float o = Math.fma(c0, d3, d5);
                o = Math.fma(c1, d1, o);
                float v = Math.fma(c2, o, e);
                float w = Math.fma(c3, o, e);
                y[to + i] = v;
                y[to + i + t.yStep] = w;
            }
        }
    }

    /// Of the points 0 and ∞.
    private static void imageEnds(Lines t, float[] x, int xo, float[] y, int yo) {
        float c0 = -5.25f;
        float c1 = 5.25f;
        float c2 = -1f;
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
                float d6 = x[from + i + 6 * t.xStep];
                float d7 = x[from + i + 7 * t.xStep];
                float v = Math.fma(c0, d4, d6);
                v = Math.fma(c1, d2, v);
                v = Math.fma(c2, d0, v);
                float w = Math.fma(c0, d5, d7);
                w = Math.fma(c1, d3, w);
                w = Math.fma(c2, d1, w);
                y[to + i] = v;
                y[to + i + t.yStep] = w;
            }
        }
    }
}
