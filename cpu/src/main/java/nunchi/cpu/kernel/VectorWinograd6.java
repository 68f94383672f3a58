package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Winograd's transforms F(4, 3) at the points 0, ±3/4, ±3/2 and ∞, on the Vector API.
final class VectorWinograd6 implements Winograd {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int points() {
        return 6;
    }

    @Override
    public void images(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, -2.8125f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 1.265625f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -2.25f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, -0.75f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, -0.5625f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, -1.5f);
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
                FloatVector v0 = d2.fma(c0, d4);
                v0 = d0.fma(c1, v0);
                FloatVector v5 = d3.fma(c0, d5);
                v5 = d1.fma(c1, v5);
                FloatVector e0 = d2.fma(c2, d4);
                FloatVector o0 = d1.fma(c2, d3);
                FloatVector v1 = o0.fma(c3, e0);
                FloatVector v2 = o0.fma(c4, e0);
                FloatVector e1 = d2.fma(c5, d4);
                FloatVector o1 = d1.fma(c5, d3);
                FloatVector v3 = o1.fma(c6, e1);
                FloatVector v4 = o1.fma(c7, e1);
                v0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                v5.intoArray(y, to + i + 5 * ys);
            }
        }
    }

    @Override
    public void result(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 0.5625f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.421875f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 3.375f);
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
                FloatVector s0 = d1.add(d2);
                FloatVector t0 = d1.sub(d2);
                FloatVector s1 = d3.add(d4);
                FloatVector t1 = d3.sub(d4);
                FloatVector y0 = d0.add(s0);
                y0 = y0.add(s1);
                FloatVector y1 = t0.mul(c0);
                y1 = t1.fma(c1, y1);
                FloatVector y2 = s0.mul(c2);
                y2 = s1.fma(c3, y2);
                FloatVector y3 = t0.fma(c4, d5);
                y3 = t1.fma(c5, y3);
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
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.5625f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -0.75f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, -1.5f);
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
                FloatVector e1 = d2.fma(c3, d0);
                FloatVector o1 = d3.fma(c3, d1);
                FloatVector v3 = o1.fma(c4, e1);
                FloatVector v4 = o1.fma(c5, e1);
                d0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                d3.intoArray(y, to + i + 5 * ys);
            }
        }
    }

    @Override
    public void weight(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.79012346f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 0.5625f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -0.52674896f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, -0.39506173f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.39506173f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 0.13168724f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, 0.19753087f);
        FloatVector c8 = FloatVector.broadcast(SPECIES, -0.19753087f);
        for (int line = 0; line < t.lines; line++) {
            int from = xo + line * t.xLine;
            int to = yo + line * t.yLine;
            for (int i = 0; i < t.length; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + xs);
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + i + 2 * xs);
                FloatVector v0 = d0.mul(c0);
                FloatVector e0 = d2.fma(c1, d0);
                FloatVector o0 = d1;
                e0 = e0.mul(c2);
                FloatVector v1 = o0.fma(c3, e0);
                FloatVector v2 = o0.fma(c4, e0);
                FloatVector e1 = d2.fma(c5, d0);
                FloatVector o1 = d1;
                e1 = e1.mul(c6);
                FloatVector v3 = o1.fma(c7, e1);
                FloatVector v4 = o1.fma(c8, e1);
                v0.intoArray(y, to + i);
                v1.intoArray(y, to + i + ys);
                v2.intoArray(y, to + i + 2 * ys);
                v3.intoArray(y, to + i + 3 * ys);
                v4.intoArray(y, to + i + 4 * ys);
                d2.intoArray(y, to + i + 5 * ys);
            }
        }
    }

    @Override
    public void weightGradient(Lines t, float[] x, int xo, float[] y, int yo) {
        int xs = t.xStep;
        int ys = t.yStep;
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0.79012346f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, -0.52674896f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 0.13168724f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, -0.39506173f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 0.19753087f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, -0.2962963f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 0.2962963f);
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
                FloatVector s0 = d1.add(d2);
                FloatVector t0 = d1.sub(d2);
                FloatVector s1 = d3.add(d4);
                FloatVector t1 = d3.sub(d4);
                FloatVector y0 = d0.mul(c0);
                y0 = s0.fma(c1, y0);
                y0 = s1.fma(c2, y0);
                FloatVector y1 = t0.mul(c3);
                y1 = t1.fma(c4, y1);
                FloatVector y2 = s0.fma(c5, d5);
                y2 = s1.fma(c6, y2);
                VectorFunctions.flush(y0).intoArray(y, to + i);
                VectorFunctions.flush(y1).intoArray(y, to + i + ys);
                VectorFunctions.flush(y2).intoArray(y, to + i + 2 * ys);
            }
        }
    }

    @Override
    public void imagesPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        VectorPairs6.images(pair, lines, x, xo, y, yo);
    }

    @Override
    public void stepsPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo) {
        VectorStepPairs.transform(VectorPairs6.point(pair), lines, x, xo, y, yo);
    }
}
