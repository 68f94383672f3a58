package nunchi.embed;

import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;

/// What a map keeps of its rows.
public final class MapQuality {
    static final int NEIGHBOURS = 5;
    private static final int MOST_ASKED = 2500;

    private MapQuality() {}

    /// How far the neighbours on a map are neighbours at all (Venna, Kaski 2001):
    /// `1 - 2 / (m·k·(2n - 3k - 1)) · Σᵢ Σⱼ max(0, r(i, j) - k)` over the k = 5 places nearest to each of m rows asked,
    /// where row j is the r-th nearest to row i; 1 where all are among the k nearest, about 0.5 by chance. Of more than
    /// 2,500 rows, 2,500 at even distances are asked.
    ///
    /// @param rows   `[n, d]`
    /// @param places `[n, 2]`
    /// @return NaN for fewer than 12 rows
    public static double trustworthiness(RowSource rows, MatrixView places, Numerics numerics) {
        int n = rows.rows();
        if (n <= 2 * NEIGHBOURS + 1) {
            return Double.NaN;
        }
        int[] asked = new int[Math.min(n, MOST_ASKED)];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = (int) ((long) i * n / asked.length);
        }
        Ranks ranks = new Ranks(Centred.of(rows, numerics), asked, onMap(places, asked, numerics), numerics);
        double sum = 0;
        for (int rank : ranks.all()) {
            sum += Math.max(0, rank - NEIGHBOURS);
        }
        return 1 - 2.0 / ((double) asked.length * NEIGHBOURS * (2.0 * n - 3 * NEIGHBOURS - 1)) * sum;
    }

    /// The nearest other places of those asked, `[asked, 5]`.
    private static int[] onMap(MatrixView map, int[] asked, Numerics numerics) {
        MatrixView places = FloatRange.scaled(map, FloatRange.factor(map));
        float[] queries = new float[asked.length * places.columns()];
        for (int i = 0; i < asked.length; i++) {
            places.read(asked[i], 1, queries, i * places.columns());
        }
        int[] found = numerics.nearest(MatrixView.of(queries, asked.length, places.columns()), places, NEIGHBOURS + 1)
                .indices();
        int[] others = new int[asked.length * NEIGHBOURS];
        for (int i = 0; i < asked.length; i++) {
            int taken = 0;
            for (int place = 0; place <= NEIGHBOURS && taken < NEIGHBOURS; place++) {
                int neighbour = found[i * (NEIGHBOURS + 1) + place];
                if (neighbour != asked[i]) {
                    others[i * NEIGHBOURS + taken++] = neighbour;
                }
            }
        }
        return others;
    }

    /// The fraction of rows whose nearest other place carries the same label.
    ///
    /// @param places `[n, d]`, n at least 2
    /// @param labels `[n]`
    /// @return in [0, 1]
    public static double nearestLabel(MatrixView places, int[] labels, Numerics numerics) {
        return nearestLabel(numerics.neighbours(FloatRange.scaled(places, FloatRange.factor(places)), 1), labels);
    }

    /// The same, where the nearest other rows of each are known already.
    ///
    /// @param nearest `[n, count]`, of which the first counts
    /// @param labels  `[n]`
    public static double nearestLabel(Neighbours nearest, int[] labels) {
        int same = 0;
        for (int i = 0; i < labels.length; i++) {
            same += labels[i] == labels[nearest.indices()[i * nearest.count()]] ? 1 : 0;
        }
        return (double) same / labels.length;
    }
}
