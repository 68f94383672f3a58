package nunchi.cpu.kernel;

import nunchi.tensor.FlushToZero;

/// [WindowFunctions] one channel after the other, and what is left of a run that does not fill a vector.
public final class ScalarWindowFunctions implements WindowFunctions {
    @Override
    public void largest(float[] y, int yo, int room, float[] x, int xo, int[] places, int n) {
        for (int i = 0; i < n; i++) {
            float best = x[xo + places[0] + i];
            for (int p = 1; p < places.length; p++) {
                float value = x[xo + places[p] + i];
                best = value > best || Float.isNaN(value) ? value : best;
            }
            y[yo + i] = best;
        }
    }

    @Override
    public void winners(float[] w, int wo, int room, float[] ranking, int ro, int[] places, int n) {
        for (int i = 0; i < n; i++) {
            w[wo + i] = winner(ranking, ro + i, places);
        }
    }

    private static int winner(float[] ranking, int ro, int[] places) {
        float best = ranking[ro + places[0]];
        int winner = 0;
        for (int p = 1; p < places.length; p++) {
            float value = ranking[ro + places[p]];
            if (value > best || Float.isNaN(value)) {
                best = value;
                winner = p;
            }
        }
        return winner;
    }

    @Override
    public void pick(float[] y, int yo, int room, float[] w, int wo, float[] x, int xo, int point, int n) {
        for (int i = 0; i < n; i++) {
            if (w[wo + i] == point) {
                y[yo + i] = x[xo + i];
            }
        }
    }

    @Override
    public void put(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n) {
        for (int i = 0; i < n; i++) {
            x[xo + i] = w[wo + i] == point ? y[yo + i] : 0f;
        }
    }

    @Override
    public void add(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n) {
        for (int i = 0; i < n; i++) {
            x[xo + i] = FlushToZero.of(x[xo + i] + (w[wo + i] == point ? y[yo + i] : 0f));
        }
    }

    @Override
    public void unpool(float[] x, int xo, float[] y, int yo, float[] ranking, int ro, int[] places, int n) {
        for (int i = 0; i < n; i++) {
            int winner = winner(ranking, ro + i, places);
            for (int p = 0; p < places.length; p++) {
                x[xo + places[p] + i] = p == winner ? y[yo + i] : 0f;
            }
        }
    }

    @Override
    public void chain(float[] y, int yo, int room, float[] x, int xo, float[] weight, int wo, Points points, int n) {
        int[] places = points.places();
        int[] weights = points.weights();
        for (int i = 0; i < n; i++) {
            float total = 0;
            for (int p = 0; p < places.length; p++) {
                total = Math.fma(x[xo + places[p] + i], weight[wo + weights[p] + i], total);
            }
            y[yo + i] = FlushToZero.of(total);
        }
    }

    @Override
    public void correlate(float[] w, int wo, float[] x, int xo, float[] y, int yo, Stride stride, int n) {
        for (int i = 0; i < n; i++) {
            float total = w[wo + i];
            int a = xo + i;
            int b = yo + i;
            for (int j = 0; j < stride.count(); j++, a += stride.x(), b += stride.y()) {
                total = Math.fma(x[a], y[b], total);
            }
            w[wo + i] = total;
        }
    }
}
