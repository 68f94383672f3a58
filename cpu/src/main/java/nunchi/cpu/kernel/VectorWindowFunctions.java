package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [WindowFunctions] on the Vector API, at the machine's preferred width. Where there is room a run's last vector is
/// whole too: what it writes beyond the run is overwritten by the next.
public final class VectorWindowFunctions implements WindowFunctions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final ScalarWindowFunctions tail = new ScalarWindowFunctions();

    @Override
    public void largest(float[] y, int yo, int room, float[] x, int xo, int[] places, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector best = FloatVector.fromArray(SPECIES, x, xo + places[0] + i);
            for (int p = 1; p < places.length; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p] + i);
                best = best.blend(value, wins(value, best));
            }
            best.intoArray(y, yo + i);
        }
        if (i < n) {
            tail.largest(y, yo + i, room - i, x, xo + i, places, n - i);
        }
    }

    private static VectorMask<Float> wins(FloatVector value, FloatVector best) {
        return value.compare(VectorOperators.GT, best).or(value.compare(VectorOperators.NE, value));
    }

    /// Where vectors must stop: behind the run if there is room for the last of them, else before what does not fill
    /// one.
    private static int end(int n, int room) {
        return Math.min(n, Math.max(0, room - LANES + 1));
    }

    @Override
    public void winners(float[] w, int wo, int room, float[] ranking, int ro, int[] places, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            winner(ranking, ro + i, places).intoArray(w, wo + i);
        }
        if (i < n) {
            tail.winners(w, wo + i, room - i, ranking, ro + i, places, n - i);
        }
    }

    private static FloatVector winner(float[] ranking, int ro, int[] places) {
        FloatVector best = FloatVector.fromArray(SPECIES, ranking, ro + places[0]);
        FloatVector winner = FloatVector.zero(SPECIES);
        for (int p = 1; p < places.length; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, ranking, ro + places[p]);
            VectorMask<Float> wins = wins(value, best);
            best = best.blend(value, wins);
            winner = winner.blend(p, wins);
        }
        return winner;
    }

    @Override
    public void unpool(float[] x, int xo, float[] y, int yo, float[] ranking, int ro, int[] places, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector winner = winner(ranking, ro + i, places);
            FloatVector value = FloatVector.fromArray(SPECIES, y, yo + i);
            for (int p = 0; p < places.length; p++) {
                FloatVector.zero(SPECIES)
                        .blend(value, winner.compare(VectorOperators.EQ, p))
                        .intoArray(x, xo + places[p] + i);
            }
        }
    }

    @Override
    public void pick(float[] y, int yo, int room, float[] w, int wo, float[] x, int xo, int point, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, w, wo + i).compare(VectorOperators.EQ, point);
            FloatVector.fromArray(SPECIES, y, yo + i)
                    .blend(FloatVector.fromArray(SPECIES, x, xo + i), here)
                    .intoArray(y, yo + i);
        }
        if (i < n) {
            tail.pick(y, yo + i, room - i, w, wo + i, x, xo + i, point, n - i);
        }
    }

    @Override
    public void put(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            chosen(w, wo + i, y, yo + i, point).intoArray(x, xo + i);
        }
        if (i < n) {
            tail.put(x, xo + i, room - i, w, wo + i, y, yo + i, point, n - i);
        }
    }

    @Override
    public void add(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            VectorFunctions.flush(FloatVector.fromArray(SPECIES, x, xo + i).add(chosen(w, wo + i, y, yo + i, point)))
                    .intoArray(x, xo + i);
        }
        if (i < n) {
            tail.add(x, xo + i, room - i, w, wo + i, y, yo + i, point, n - i);
        }
    }

    private static FloatVector chosen(float[] w, int wo, float[] y, int yo, int point) {
        VectorMask<Float> here = FloatVector.fromArray(SPECIES, w, wo).compare(VectorOperators.EQ, point);
        return FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, y, yo), here);
    }

    /// Four vectors of channels at a time where there are so many, which hides the latency of the chains.
    @Override
    public void chain(float[] y, int yo, int room, float[] x, int xo, float[] weight, int wo, Points points, int n) {
        int[] places = points.places();
        int[] weights = points.weights();
        int end = end(n, room);
        int i = 0;
        for (; i < end - 3 * LANES; i += 4 * LANES) {
            chainFour(y, yo + i, x, xo + i, weight, wo + i, places, weights);
        }
        for (; i < end; i += LANES) {
            FloatVector total = FloatVector.zero(SPECIES);
            for (int p = 0; p < places.length; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p] + i);
                total = value.fma(FloatVector.fromArray(SPECIES, weight, wo + weights[p] + i), total);
            }
            VectorFunctions.flush(total).intoArray(y, yo + i);
        }
        if (i < n) {
            tail.chain(y, yo + i, room - i, x, xo + i, weight, wo + i, points, n - i);
        }
    }

    private static void chainFour(
            float[] y, int yo, float[] x, int xo, float[] weight, int wo, int[] places, int[] weights) {
        FloatVector s = FloatVector.zero(SPECIES);
        FloatVector t = FloatVector.zero(SPECIES);
        FloatVector u = FloatVector.zero(SPECIES);
        FloatVector v = FloatVector.zero(SPECIES);
        for (int p = 0; p < places.length; p++) {
            int a = xo + places[p];
            int b = wo + weights[p];
            s = FloatVector.fromArray(SPECIES, x, a).fma(FloatVector.fromArray(SPECIES, weight, b), s);
            t = FloatVector.fromArray(SPECIES, x, a + LANES).fma(FloatVector.fromArray(SPECIES, weight, b + LANES), t);
            u = FloatVector.fromArray(SPECIES, x, a + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, weight, b + 2 * LANES), u);
            v = FloatVector.fromArray(SPECIES, x, a + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, weight, b + 3 * LANES), v);
        }
        VectorFunctions.flush(s).intoArray(y, yo);
        VectorFunctions.flush(t).intoArray(y, yo + LANES);
        VectorFunctions.flush(u).intoArray(y, yo + 2 * LANES);
        VectorFunctions.flush(v).intoArray(y, yo + 3 * LANES);
    }

    /// Four vectors of channels at a time go through all steps in registers, which hides the latency of the chains.
    @Override
    public void correlate(float[] w, int wo, float[] x, int xo, float[] y, int yo, Stride stride, int n) {
        int i = 0;
        for (; i < n - 3 * LANES; i += 4 * LANES) {
            correlateFour(w, wo + i, x, xo + i, y, yo + i, stride);
        }
        for (; i < n; i += LANES) {
            FloatVector total = FloatVector.fromArray(SPECIES, w, wo + i);
            int a = xo + i;
            int b = yo + i;
            for (int j = 0; j < stride.count(); j++, a += stride.x(), b += stride.y()) {
                total = FloatVector.fromArray(SPECIES, x, a).fma(FloatVector.fromArray(SPECIES, y, b), total);
            }
            total.intoArray(w, wo + i);
        }
    }

    private static void correlateFour(float[] w, int wo, float[] x, int xo, float[] y, int yo, Stride stride) {
        FloatVector s = FloatVector.fromArray(SPECIES, w, wo);
        FloatVector t = FloatVector.fromArray(SPECIES, w, wo + LANES);
        FloatVector u = FloatVector.fromArray(SPECIES, w, wo + 2 * LANES);
        FloatVector v = FloatVector.fromArray(SPECIES, w, wo + 3 * LANES);
        int a = xo;
        int b = yo;
        for (int j = 0; j < stride.count(); j++, a += stride.x(), b += stride.y()) {
            s = FloatVector.fromArray(SPECIES, x, a).fma(FloatVector.fromArray(SPECIES, y, b), s);
            t = FloatVector.fromArray(SPECIES, x, a + LANES).fma(FloatVector.fromArray(SPECIES, y, b + LANES), t);
            u = FloatVector.fromArray(SPECIES, x, a + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, b + 2 * LANES), u);
            v = FloatVector.fromArray(SPECIES, x, a + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, b + 3 * LANES), v);
        }
        s.intoArray(w, wo);
        t.intoArray(w, wo + LANES);
        u.intoArray(w, wo + 2 * LANES);
        v.intoArray(w, wo + 3 * LANES);
    }
}
