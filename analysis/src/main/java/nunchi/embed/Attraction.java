package nunchi.embed;

import nunchi.backend.Numerics;

/// The sums over neighbours: `Σⱼ pᵢⱼ·(yᵢ - yⱼ) / (1 + |yᵢ - yⱼ|²)`, and those of the divergence. Each row is summed in
/// the order of its entries.
final class Attraction {
    private static final int ROWS = 128;

    private final Affinities affinities;
    private final Numerics numerics;

    Attraction(Affinities affinities, Numerics numerics) {
        this.affinities = affinities;
        this.numerics = numerics;
    }

    /// @param places `[n, 2]`
    /// @param forces `[n, 2]`, overwritten
    void pull(float[] places, float[] forces) {
        numerics.share(Math.ceilDiv(affinities.rows(), ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(affinities.rows(), (block + 1) * ROWS); row++) {
                pull(row, places, forces);
            }
        });
    }

    private void pull(int row, float[] places, float[] forces) {
        int[] columns = affinities.columns();
        float[] values = affinities.values();
        float x = places[2 * row];
        float y = places[2 * row + 1];
        float pullX = 0;
        float pullY = 0;
        int end = affinities.begin()[row + 1];
        for (int at = affinities.begin()[row]; at < end; at++) {
            float dx = x - places[2 * columns[at]];
            float dy = y - places[2 * columns[at] + 1];
            float weight = values[at] / Math.fma(dx, dx, Math.fma(dy, dy, 1));
            pullX = Math.fma(weight, dx, pullX);
            pullY = Math.fma(weight, dy, pullY);
        }
        forces[2 * row] = pullX;
        forces[2 * row + 1] = pullY;
    }

    /// `Σ pᵢⱼ · ln(pᵢⱼ·(1 + |yᵢ - yⱼ|²))`: the divergence less `ln Z`.
    double divergence(float[] places) {
        double[] sums = new double[affinities.rows()];
        numerics.share(Math.ceilDiv(affinities.rows(), ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(affinities.rows(), (block + 1) * ROWS); row++) {
                sums[row] = divergence(row, places);
            }
        });
        double sum = 0;
        for (double each : sums) {
            sum += each;
        }
        return sum;
    }

    private double divergence(int row, float[] places) {
        double sum = 0;
        for (int at = affinities.begin()[row]; at < affinities.begin()[row + 1]; at++) {
            double p = affinities.values()[at];
            double dx = places[2 * row] - places[2 * affinities.columns()[at]];
            double dy = places[2 * row + 1] - places[2 * affinities.columns()[at] + 1];
            sum += p > 0 ? p * StrictMath.log(p * (1 + dx * dx + dy * dy)) : 0;
        }
        return sum;
    }
}
