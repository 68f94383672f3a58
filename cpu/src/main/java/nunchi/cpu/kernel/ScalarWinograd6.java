package nunchi.cpu.kernel;

import nunchi.tensor.FlushToZero;

/// Winograd's transforms F(4, 3) at the points 0, ±3/4, ±3/2 and ∞, a float at a time: the twin of [VectorWinograd6].
final class ScalarWinograd6 implements Winograd {
    @Override
    public int points() {
        return 6;
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
                float v0 = Math.fma(-2.8125f, d2, d4);
                v0 = Math.fma(1.265625f, d0, v0);
                float v5 = Math.fma(-2.8125f, d3, d5);
                v5 = Math.fma(1.265625f, d1, v5);
                float e0 = Math.fma(-2.25f, d2, d4);
                float o0 = Math.fma(-2.25f, d1, d3);
                float v1 = Math.fma(0.75f, o0, e0);
                float v2 = Math.fma(-0.75f, o0, e0);
                float e1 = Math.fma(-0.5625f, d2, d4);
                float o1 = Math.fma(-0.5625f, d1, d3);
                float v3 = Math.fma(1.5f, o1, e1);
                float v4 = Math.fma(-1.5f, o1, e1);
                y[to + i] = v0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = v5;
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
                float s0 = d1 + d2;
                float t0 = d1 - d2;
                float s1 = d3 + d4;
                float t1 = d3 - d4;
                float y0 = d0 + s0;
                y0 = y0 + s1;
                float y1 = 0.75f * t0;
                y1 = Math.fma(1.5f, t1, y1);
                float y2 = 0.5625f * s0;
                y2 = Math.fma(2.25f, s1, y2);
                float y3 = Math.fma(0.421875f, t0, d5);
                y3 = Math.fma(3.375f, t1, y3);
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
                float e0 = Math.fma(0.5625f, d2, d0);
                float o0 = Math.fma(0.5625f, d3, d1);
                float v1 = Math.fma(0.75f, o0, e0);
                float v2 = Math.fma(-0.75f, o0, e0);
                float e1 = Math.fma(2.25f, d2, d0);
                float o1 = Math.fma(2.25f, d3, d1);
                float v3 = Math.fma(1.5f, o1, e1);
                float v4 = Math.fma(-1.5f, o1, e1);
                y[to + i] = d0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = d3;
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
                float v0 = 0.79012346f * d0;
                float e0 = Math.fma(0.5625f, d2, d0);
                float o0 = d1;
                e0 = -0.52674896f * e0;
                float v1 = Math.fma(-0.39506173f, o0, e0);
                float v2 = Math.fma(0.39506173f, o0, e0);
                float e1 = Math.fma(2.25f, d2, d0);
                float o1 = d1;
                e1 = 0.13168724f * e1;
                float v3 = Math.fma(0.19753087f, o1, e1);
                float v4 = Math.fma(-0.19753087f, o1, e1);
                y[to + i] = v0;
                y[to + i + ys] = v1;
                y[to + i + 2 * ys] = v2;
                y[to + i + 3 * ys] = v3;
                y[to + i + 4 * ys] = v4;
                y[to + i + 5 * ys] = d2;
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
                float s0 = d1 + d2;
                float t0 = d1 - d2;
                float s1 = d3 + d4;
                float t1 = d3 - d4;
                float y0 = 0.79012346f * d0;
                y0 = Math.fma(-0.52674896f, s0, y0);
                y0 = Math.fma(0.13168724f, s1, y0);
                float y1 = -0.39506173f * t0;
                y1 = Math.fma(0.19753087f, t1, y1);
                float y2 = Math.fma(-0.2962963f, s0, d5);
                y2 = Math.fma(0.2962963f, s1, y2);
                y[to + i] = FlushToZero.of(y0);
                y[to + i + ys] = FlushToZero.of(y1);
                y[to + i + 2 * ys] = FlushToZero.of(y2);
            }
        }
    }

    @Override
    public void imagesPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        ScalarPairs6.images(pair, lines, x, xo, y, yo);
    }

    @Override
    public void stepsPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        ScalarStepPairs.transform(ScalarPairs6.point(pair), lines, x, xo, y, yo);
    }
}
