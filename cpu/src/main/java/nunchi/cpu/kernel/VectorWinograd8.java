package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Winograd's transforms F(4, 5) at the points 0, ±1/2, ±1, ±2 and ∞, on the Vector API.
final class VectorWinograd8 implements Winograd {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int points() {
        return 8;
    }

    @Override
    public void images(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, -5.25f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 5.25f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -1f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, -5f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 4f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, -4.25f);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 1f);
        FloatVector c9 = FloatVector.broadcast(SPECIES, -1.25f);
        FloatVector c10 = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c11 = FloatVector.broadcast(SPECIES, 2f);
        FloatVector c12 = FloatVector.broadcast(SPECIES, -2f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * xs);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * xs);
                FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + i + 5 * xs);
                FloatVector d6 = FloatVector.fromArray(SPECIES, x, from + i + 6 * xs);
                FloatVector d7 = FloatVector.fromArray(SPECIES, x, from + i + 7 * xs);
                FloatVector v0 = d4.fma(c0, d6);
                v0 = d2.fma(c1, v0);
                v0 = d0.fma(c2, v0);
                FloatVector v7 = d5.fma(c0, d7);
                v7 = d3.fma(c1, v7);
                v7 = d1.fma(c2, v7);
                FloatVector e0 = d4.fma(c3, d6);
                e0 = d2.fma(c4, e0);
                FloatVector o0 = d3.fma(c3, d5);
                o0 = d1.fma(c4, o0);
                FloatVector v1 = o0.fma(c5, e0);
                FloatVector v2 = o0.fma(c6, e0);
                FloatVector e1 = d4.fma(c7, d6);
                e1 = d2.fma(c8, e1);
                FloatVector o1 = d3.fma(c7, d5);
                o1 = d1.fma(c8, o1);
                FloatVector v3 = o1.fma(c8, e1);
                FloatVector v4 = o1.fma(c2, e1);
                FloatVector e2 = d4.fma(c9, d6);
                e2 = d2.fma(c10, e2);
                FloatVector o2 = d3.fma(c9, d5);
                o2 = d1.fma(c10, o2);
                FloatVector v5 = o2.fma(c11, e2);
                FloatVector v6 = o2.fma(c12, e2);
                v0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                v5.intoArray(y, to + i + 5 * ys);
                v6.intoArray(y, to + i + 6 * ys);
                v7.intoArray(y, to + i + 7 * ys);
            }
        }
    }

    @Override
    public void result(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 2f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 4f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.125f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 8f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * xs);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * xs);
                FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + i + 5 * xs);
                FloatVector d6 = FloatVector.fromArray(SPECIES, x, from + i + 6 * xs);
                FloatVector d7 = FloatVector.fromArray(SPECIES, x, from + i + 7 * xs);
                FloatVector s0 = d1.add(d2);
                FloatVector t0 = d1.sub(d2);
                FloatVector s1 = d3.add(d4);
                FloatVector t1 = d3.sub(d4);
                FloatVector s2 = d5.add(d6);
                FloatVector t2 = d5.sub(d6);
                FloatVector y0 = d0.add(s0);
                y0 = y0.add(s1);
                y0 = y0.add(s2);
                FloatVector y1 = t0.mul(c0);
                y1 = y1.add(t1);
                y1 = t2.fma(c1, y1);
                FloatVector y2 = s0.mul(c2);
                y2 = y2.add(s1);
                y2 = s2.fma(c3, y2);
                FloatVector y3 = t0.fma(c4, d7);
                y3 = y3.add(t1);
                y3 = t2.fma(c5, y3);
                VectorFunctions.flush(y0).intoArray(y, to + i);
                VectorFunctions.flush(y1).intoArray(y, to + i + ys);
                VectorFunctions.flush(y2).intoArray(y, to + i + 2 * ys);
                VectorFunctions.flush(y3).intoArray(y, to + i + 3 * ys);
            }
        }
    }

    @Override
    public void steps(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 1f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, -1f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 4f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 2f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, -2f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * xs);
                FloatVector e0 = d2.fma(c0, d0);
                FloatVector o0 = d3.fma(c0, d1);
                FloatVector v1 = o0.fma(c1, e0);
                FloatVector v2 = o0.fma(c2, e0);
                FloatVector e1 = d0.add(d2);
                FloatVector o1 = d1.add(d3);
                FloatVector v3 = o1.fma(c3, e1);
                FloatVector v4 = o1.fma(c4, e1);
                FloatVector e2 = d2.fma(c5, d0);
                FloatVector o2 = d3.fma(c5, d1);
                FloatVector v5 = o2.fma(c6, e2);
                FloatVector v6 = o2.fma(c7, e2);
                d0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                v5.intoArray(y, to + i + 5 * ys);
                v6.intoArray(y, to + i + 6 * ys);
                d3.intoArray(y, to + i + 7 * ys);
            }
        }
    }

    @Override
    public void weight(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, -1f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 0.0625f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 0.7111111f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.35555556f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, -0.35555556f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 1f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, -0.22222222f);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 0.22222222f);
        FloatVector c9 = FloatVector.broadcast(SPECIES, 4f);
        FloatVector c10 = FloatVector.broadcast(SPECIES, 16f);
        FloatVector c11 = FloatVector.broadcast(SPECIES, 0.011111111f);
        FloatVector c12 = FloatVector.broadcast(SPECIES, 0.022222223f);
        FloatVector c13 = FloatVector.broadcast(SPECIES, -0.022222223f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * xs);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * xs);
                FloatVector v0 = d0.mul(c0);
                FloatVector e0 = d2.fma(c1, d0);
                e0 = d4.fma(c2, e0);
                FloatVector o0 = d3.fma(c1, d1);
                e0 = e0.mul(c3);
                FloatVector v1 = o0.fma(c4, e0);
                FloatVector v2 = o0.fma(c5, e0);
                FloatVector e1 = d2.fma(c6, d0);
                e1 = d4.fma(c6, e1);
                FloatVector o1 = d3.fma(c6, d1);
                e1 = e1.mul(c7);
                FloatVector v3 = o1.fma(c7, e1);
                FloatVector v4 = o1.fma(c8, e1);
                FloatVector e2 = d2.fma(c9, d0);
                e2 = d4.fma(c10, e2);
                FloatVector o2 = d3.fma(c9, d1);
                e2 = e2.mul(c11);
                FloatVector v5 = o2.fma(c12, e2);
                FloatVector v6 = o2.fma(c13, e2);
                v0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                v5.intoArray(y, to + i + 5 * ys);
                v6.intoArray(y, to + i + 6 * ys);
                d4.intoArray(y, to + i + 7 * ys);
            }
        }
    }

    @Override
    public void weightGradient(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, -1f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 0.7111111f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -0.22222222f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 0.011111111f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.35555556f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 0.022222223f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 0.17777778f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, 0.044444446f);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 0.08888889f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + i + 3 * xs);
                FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + i + 4 * xs);
                FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + i + 5 * xs);
                FloatVector d6 = FloatVector.fromArray(SPECIES, x, from + i + 6 * xs);
                FloatVector d7 = FloatVector.fromArray(SPECIES, x, from + i + 7 * xs);
                FloatVector s0 = d1.add(d2);
                FloatVector t0 = d1.sub(d2);
                FloatVector s1 = d3.add(d4);
                FloatVector t1 = d3.sub(d4);
                FloatVector s2 = d5.add(d6);
                FloatVector t2 = d5.sub(d6);
                FloatVector y0 = d0.mul(c0);
                y0 = s0.fma(c1, y0);
                y0 = s1.fma(c2, y0);
                y0 = s2.fma(c3, y0);
                FloatVector y1 = t0.mul(c4);
                y1 = t1.fma(c2, y1);
                y1 = t2.fma(c5, y1);
                FloatVector y2 = s0.mul(c6);
                y2 = s1.fma(c2, y2);
                y2 = s2.fma(c7, y2);
                FloatVector y3 = t0.mul(c8);
                y3 = t1.fma(c2, y3);
                y3 = t2.fma(c8, y3);
                FloatVector y4 = s0.fma(c7, d7);
                y4 = s1.fma(c2, y4);
                y4 = s2.fma(c6, y4);
                VectorFunctions.flush(y0).intoArray(y, to + i);
                VectorFunctions.flush(y1).intoArray(y, to + i + ys);
                VectorFunctions.flush(y2).intoArray(y, to + i + 2 * ys);
                VectorFunctions.flush(y3).intoArray(y, to + i + 3 * ys);
                VectorFunctions.flush(y4).intoArray(y, to + i + 4 * ys);
            }
        }
    }

    @Override
    public void imagesPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        VectorPairs8.images(pair, lines, x, xo, y, yo);
    }

    @Override
    public void stepsPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        VectorStepPairs.transform(VectorPairs8.point(pair), lines, x, xo, y, yo);
    }
}
