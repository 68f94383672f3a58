package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [WindowFunctions] on the Vector API, at the machine's preferred width. Where there is room a run's last vector is whole too:
/// what it writes beyond the run is overwritten by the next.
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

    /// Where vectors must stop: behind the run if there is room for the last of them, else before what does not fill one.
    private static int end(int n, int room) {
        return Math.min(n, Math.max(0, room - LANES + 1));
    }

    @Override
    public void winners(float[] w, int wo, int room, float[] ranking, int ro, int[] places, int n) {
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector best = FloatVector.fromArray(SPECIES, ranking, ro + places[0] + i);
            FloatVector winner = FloatVector.zero(SPECIES);
            for (int p = 1; p < places.length; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, ranking, ro + places[p] + i);
                VectorMask<Float> wins = wins(value, best);
                best = best.blend(value, wins);
                winner = winner.blend(p, wins);
            }
            winner.intoArray(w, wo + i);
        }
        if (i < n) {
            tail.winners(w, wo + i, room - i, ranking, ro + i, places, n - i);
        }
    }

    @Override
    public void pick(float[] y, int yo, float[] w, int wo, float[] x, int xo, int point, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, w, wo + i).compare(VectorOperators.EQ, point);
            FloatVector.fromArray(SPECIES, y, yo + i).blend(FloatVector.fromArray(SPECIES, x, xo + i), here).intoArray(y, yo + i);
        }
        tail.pick(y, yo + i, w, wo + i, x, xo + i, point, n - i);
    }

    @Override
    public void put(float[] x, int xo, float[] w, int wo, float[] y, int yo, int point, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, w, wo + i).compare(VectorOperators.EQ, point);
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            value.blend(value.add(FloatVector.fromArray(SPECIES, y, yo + i)), here).intoArray(x, xo + i);
        }
        tail.put(x, xo + i, w, wo + i, y, yo + i, point, n - i);
    }

    @Override
    public void chain(float[] y, int yo, int room, float[] x, int xo, float[] weight, int wo, Points points, int n) {
        int[] places = points.places();
        int[] weights = points.weights();
        int end = end(n, room);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector total = FloatVector.zero(SPECIES);
            for (int p = 0; p < places.length; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p] + i);
                total = value.fma(FloatVector.fromArray(SPECIES, weight, wo + weights[p] + i), total);
            }
            total.intoArray(y, yo + i);
        }
        if (i < n) {
            tail.chain(y, yo + i, room - i, x, xo + i, weight, wo + i, points, n - i);
        }
    }

    /// Four vectors of channels at a time go through all steps in registers, which hides the latency of the chains.
    @Override
    public void correlate(float[] w, int wo, float[] x, int xo, float[] y, int yo, Stride stride, int n) {
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
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
            u = FloatVector.fromArray(SPECIES, x, a + 2 * LANES).fma(FloatVector.fromArray(SPECIES, y, b + 2 * LANES), u);
            v = FloatVector.fromArray(SPECIES, x, a + 3 * LANES).fma(FloatVector.fromArray(SPECIES, y, b + 3 * LANES), v);
        }
        s.intoArray(w, wo);
        t.intoArray(w, wo + LANES);
        u.intoArray(w, wo + 2 * LANES);
        v.intoArray(w, wo + 3 * LANES);
    }
}
