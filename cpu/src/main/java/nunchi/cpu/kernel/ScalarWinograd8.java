package nunchi.cpu.kernel;

import nunchi.tensor.FlushToZero;

/// Winograd's transforms F(4, 5) at the points 0, ±1/2, ±1, ±2 and ∞, a float at a time: the twin of [VectorWinograd8].
final class ScalarWinograd8 implements Winograd {
    @Override
    public int points() {
        return 8;
    }

    @Override
    public void images(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + xs];
                float d2 = x[from + i + 2 * xs];
                float d3 = x[from + i + 3 * xs];
                float d4 = x[from + i + 4 * xs];
                float d5 = x[from + i + 5 * xs];
                float d6 = x[from + i + 6 * xs];
                float d7 = x[from + i + 7 * xs];
                float v0 = Math.fma(-5.25f, d4, d6);
                v0 = Math.fma(5.25f, d2, v0);
                v0 = Math.fma(-1f, d0, v0);
                float v7 = Math.fma(-5.25f, d5, d7);
                v7 = Math.fma(5.25f, d3, v7);
                v7 = Math.fma(-1f, d1, v7);
                float e0 = Math.fma(-5f, d4, d6);
                e0 = Math.fma(4f, d2, e0);
                float o0 = Math.fma(-5f, d3, d5);
                o0 = Math.fma(4f, d1, o0);
                float v1 = Math.fma(0.5f, o0, e0);
                float v2 = Math.fma(-0.5f, o0, e0);
                float e1 = Math.fma(-4.25f, d4, d6);
                e1 = Math.fma(1f, d2, e1);
                float o1 = Math.fma(-4.25f, d3, d5);
                o1 = Math.fma(1f, d1, o1);
                float v3 = Math.fma(1f, o1, e1);
                float v4 = Math.fma(-1f, o1, e1);
                float e2 = Math.fma(-1.25f, d4, d6);
                e2 = Math.fma(0.25f, d2, e2);
                float o2 = Math.fma(-1.25f, d3, d5);
                o2 = Math.fma(0.25f, d1, o2);
                float v5 = Math.fma(2f, o2, e2);
                float v6 = Math.fma(-2f, o2, e2);
                y[to + i] = v0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = v5;
                y[to + i + 6 * ys] = v6;
                y[to + i + 7 * ys] = v7;
            }
        }
    }

    @Override
    public void result(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + xs];
                float d2 = x[from + i + 2 * xs];
                float d3 = x[from + i + 3 * xs];
                float d4 = x[from + i + 4 * xs];
                float d5 = x[from + i + 5 * xs];
                float d6 = x[from + i + 6 * xs];
                float d7 = x[from + i + 7 * xs];
                float s0 = d1 + d2;
                float t0 = d1 - d2;
                float s1 = d3 + d4;
                float t1 = d3 - d4;
                float s2 = d5 + d6;
                float t2 = d5 - d6;
                float y0 = d0 + s0;
                y0 = y0 + s1;
                y0 = y0 + s2;
                float y1 = 0.5f * t0;
                y1 = y1 + t1;
                y1 = Math.fma(2f, t2, y1);
                float y2 = 0.25f * s0;
                y2 = y2 + s1;
                y2 = Math.fma(4f, s2, y2);
                float y3 = Math.fma(0.125f, t0, d7);
                y3 = y3 + t1;
                y3 = Math.fma(8f, t2, y3);
                y[to + i] = FlushToZero.of(y0);
                y[to + i + ys] = FlushToZero.of(y1);
                y[to + i + 2 * ys] = FlushToZero.of(y2);
                y[to + i + 3 * ys] = FlushToZero.of(y3);
            }
        }
    }

    @Override
    public void steps(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + xs];
                float d2 = x[from + i + 2 * xs];
                float d3 = x[from + i + 3 * xs];
                float e0 = Math.fma(0.25f, d2, d0);
                float o0 = Math.fma(0.25f, d3, d1);
                float v1 = Math.fma(0.5f, o0, e0);
                float v2 = Math.fma(-0.5f, o0, e0);
                float e1 = d0 + d2;
                float o1 = d1 + d3;
                float v3 = Math.fma(1f, o1, e1);
                float v4 = Math.fma(-1f, o1, e1);
                float e2 = Math.fma(4f, d2, d0);
                float o2 = Math.fma(4f, d3, d1);
                float v5 = Math.fma(2f, o2, e2);
                float v6 = Math.fma(-2f, o2, e2);
                y[to + i] = d0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = v5;
                y[to + i + 6 * ys] = v6;
                y[to + i + 7 * ys] = d3;
            }
        }
    }

    @Override
    public void weight(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + xs];
                float d2 = x[from + i + 2 * xs];
                float d3 = x[from + i + 3 * xs];
                float d4 = x[from + i + 4 * xs];
                float v0 = -1f * d0;
                float e0 = Math.fma(0.25f, d2, d0);
                e0 = Math.fma(0.0625f, d4, e0);
                float o0 = Math.fma(0.25f, d3, d1);
                e0 = 0.7111111f * e0;
                float v1 = Math.fma(0.35555556f, o0, e0);
                float v2 = Math.fma(-0.35555556f, o0, e0);
                float e1 = Math.fma(1f, d2, d0);
                e1 = Math.fma(1f, d4, e1);
                float o1 = Math.fma(1f, d3, d1);
                e1 = -0.22222222f * e1;
                float v3 = Math.fma(-0.22222222f, o1, e1);
                float v4 = Math.fma(0.22222222f, o1, e1);
                float e2 = Math.fma(4f, d2, d0);
                e2 = Math.fma(16f, d4, e2);
                float o2 = Math.fma(4f, d3, d1);
                e2 = 0.011111111f * e2;
                float v5 = Math.fma(0.022222223f, o2, e2);
                float v6 = Math.fma(-0.022222223f, o2, e2);
                y[to + i] = v0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = v5;
                y[to + i + 6 * ys] = v6;
                y[to + i + 7 * ys] = d4;
            }
        }
    }

    @Override
    public void weightGradient(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i++) {
                float d0 = x[from + i];
                float d1 = x[from + i + xs];
                float d2 = x[from + i + 2 * xs];
                float d3 = x[from + i + 3 * xs];
                float d4 = x[from + i + 4 * xs];
                float d5 = x[from + i + 5 * xs];
                float d6 = x[from + i + 6 * xs];
                float d7 = x[from + i + 7 * xs];
                float s0 = d1 + d2;
                float t0 = d1 - d2;
                float s1 = d3 + d4;
                float t1 = d3 - d4;
                float s2 = d5 + d6;
                float t2 = d5 - d6;
                float y0 = -1f * d0;
                y0 = Math.fma(0.7111111f, s0, y0);
                y0 = Math.fma(-0.22222222f, s1, y0);
                y0 = Math.fma(0.011111111f, s2, y0);
                float y1 = 0.35555556f * t0;
                y1 = Math.fma(-0.22222222f, t1, y1);
                y1 = Math.fma(0.022222223f, t2, y1);
                float y2 = 0.17777778f * s0;
                y2 = Math.fma(-0.22222222f, s1, y2);
                y2 = Math.fma(0.044444446f, s2, y2);
                float y3 = 0.08888889f * t0;
                y3 = Math.fma(-0.22222222f, t1, y3);
                y3 = Math.fma(0.08888889f, t2, y3);
                float y4 = Math.fma(0.044444446f, s0, d7);
                y4 = Math.fma(-0.22222222f, s1, y4);
                y4 = Math.fma(0.17777778f, s2, y4);
                y[to + i] = FlushToZero.of(y0);
                y[to + i + ys] = FlushToZero.of(y1);
                y[to + i + 2 * ys] = FlushToZero.of(y2);
                y[to + i + 3 * ys] = FlushToZero.of(y3);
                y[to + i + 4 * ys] = FlushToZero.of(y4);
            }
        }
    }

    @Override
    public void imagesPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        ScalarPairs8.images(pair, lines, x, xo, y, yo);
    }

    @Override
    public void stepsPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        ScalarStepPairs.transform(ScalarPairs8.point(pair), lines, x, xo, y, yo);
    }
}
