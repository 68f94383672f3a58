package nunchi.embed;

import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;

/// What a map keeps of its rows.
public final class MapQuality {
    private static final int NEIGHBOURS = 5;
    private static final int MOST_ASKED = 2500;
    private static final int ROWS = 128;

    private MapQuality() {}

    /// How far the neighbours on a map are neighbours at all (Venna, Kaski 2001): `1 - 2 / (m·k·(2n - 3k - 1)) · Σᵢ Σⱼ max(0, r(i, j) - k)` over the
    /// k = 5 places nearest to each of m rows asked, where row j is the r-th nearest to row i; 1 where all are among the k nearest, about 0.5 by chance.
    /// Of more than 2,500 rows, 2,500 at even distances are asked.
    ///
    /// @param rows   `[n, d]`
    /// @param places `[n, 2]`
    /// @return NaN for fewer than 12 rows
    public static double trustworthiness(MatrixView rows, MatrixView places, Numerics numerics) {
        int n = rows.rows();
        if (n <= 2 * NEIGHBOURS + 1) {
            return Double.NaN;
        }
        int asked = Math.min(n, MOST_ASKED);
        Scores scores = new Scores(Centred.of(rows, numerics), numerics);
        double sum = 0;
        for (int from = 0; from < asked; from += ROWS) {
            int count = Math.min(ROWS, asked - from);
            int[] chosen = new int[count];
            for (int i = 0; i < count; i++) {
                chosen[i] = (int) ((long) (from + i) * n / asked);
            }
            sum += excess(scores.of(chosen), places, chosen, numerics);
        }
        return 1 - 2.0 / ((double) asked * NEIGHBOURS * (2.0 * n - 3 * NEIGHBOURS - 1)) * sum;
    }

    private static double excess(float[] scores, MatrixView places, int[] chosen, Numerics numerics) {
        int n = places.rows();
        float[] queries = new float[chosen.length * places.columns()];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = places.get(chosen[i / places.columns()], i % places.columns());
        }
        Neighbours near = numerics.nearest(MatrixView.of(queries, chosen.length, places.columns()), places, NEIGHBOURS + 1);
        double[] sums = new double[chosen.length];
        numerics.share(chosen.length, i -> {
            int taken = 0;
            for (int place = 0; place <= NEIGHBOURS && taken < NEIGHBOURS; place++) {
                int neighbour = near.indices()[i * (NEIGHBOURS + 1) + place];
                if (neighbour != chosen[i]) {
                    taken++;
                    sums[i] += Math.max(0, rank(scores, i * n, n, chosen[i], neighbour) - NEIGHBOURS);
                }
            }
        });
        double sum = 0;
        for (double each : sums) {
            sum += each;
        }
        return sum;
    }

    /// From 1 for the nearest other row.
    private static int rank(float[] scores, int from, int n, int self, int neighbour) {
        float own = scores[from + neighbour];
        int rank = 1;
        for (int j = 0; j < n; j++) {
            rank += scores[from + j] < own && j != self ? 1 : 0;
        }
        return rank;
    }

    /// The share of rows whose nearest other place carries the same label.
    ///
    /// @param places `[n, d]`, n at least 2
    /// @param labels `[n]`
    public static double nearestLabel(MatrixView places, int[] labels, Numerics numerics) {
        int[] nearest = numerics.neighbours(places, 1).indices();
        int same = 0;
        for (int i = 0; i < labels.length; i++) {
            same += labels[i] == labels[nearest[i]] ? 1 : 0;
        }
        return (double) same / labels.length;
    }

    /// `|xⱼ|² - 2·xᵢ·xⱼ` of some rows with all: in the order of the distances.
    private static final class Scores {
        private final MatrixView centred;
        private final float[] lengths;
        private final Numerics numerics;

        Scores(Centred rows, Numerics numerics) {
            int d = rows.rows().columns();
            float[] all = new float[rows.rows().rows() * d];
            float[] chunk = rows.chunkArray();
            for (int c = 0; c < rows.chunks(); c++) {
                rows.chunk(c, chunk, numerics);
                System.arraycopy(chunk, 0, all, c * Centred.CHUNK * d, rows.chunkRows(c) * d);
            }
            this.numerics = numerics;
            this.centred = MatrixView.of(all, rows.rows().rows(), d);
            this.lengths = new float[centred.rows()];
            numerics.share(Math.ceilDiv(lengths.length, ROWS), block -> {
                for (int row = block * ROWS; row < Math.min(lengths.length, (block + 1) * ROWS); row++) {
                    lengths[row] = length(all, row * d, d);
                }
            });
        }

        private static float length(float[] values, int from, int d) {
            double sum = 0;
            for (int j = from; j < from + d; j++) {
                sum = Math.fma((double) values[j], values[j], sum);
            }
            return (float) sum;
        }

        float[] of(int[] chosen) {
            int d = centred.columns();
            float[] queries = new float[chosen.length * d];
            for (int i = 0; i < chosen.length; i++) {
                System.arraycopy(centred.values(), chosen[i] * d, queries, i * d, d);
            }
            float[] scores = new float[chosen.length * lengths.length];
            numerics.multiply(MatrixView.of(queries, chosen.length, d), centred.transposed(), scores);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.fma(-2f, scores[i], lengths[i % lengths.length]);
            }
            return scores;
        }
    }
}
