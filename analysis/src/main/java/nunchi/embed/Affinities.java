package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.tensor.FlushToZero;
import org.jspecify.annotations.Nullable;

/// How near rows are to each other, as probabilities of pairs: `pᵢⱼ = (p(j|i) + p(i|j)) / 2n`, where
/// `p(j|i) ∝ exp(-βᵢ·|xᵢ - xⱼ|²)` over the nearest neighbours, with `βᵢ` such that the entropy of `p(·|i)` is that of
/// as many equal neighbours as the perplexity.
///
/// Row i has the entries `begin[i] … begin[i+1]-1`, in the order of their columns. All entries sum up to 1.
///
/// @param begin   `[n + 1]`
/// @param columns of the entries
/// @param values  of the entries
record Affinities(int[] begin, int[] columns, float[] values) {
    private static final int ROWS = 128;
    private static final int MOST_ITERATIONS = 100;
    private static final double CLOSE = 1e-5;

    int rows() {
        return begin.length - 1;
    }

    static Affinities of(Neighbours nearest, double perplexity, Numerics numerics) {
        int n = nearest.queries();
        int k = nearest.count();
        int[] columns = nearest.indices().clone();
        double[] values = new double[columns.length];
        numerics.share(Math.ceilDiv(n, ROWS), block -> {
            double[] squares = new double[k];
            double[] probabilities = new double[k];
            for (int row = block * ROWS; row < Math.min(n, (block + 1) * ROWS); row++) {
                for (int i = 0; i < k; i++) {
                    squares[i] = nearest.squares()[row * k + i];
                }
                calibrate(squares, StrictMath.log(perplexity), probabilities);
                sortByColumn(columns, values, row * k, probabilities);
            }
        });
        return symmetric(columns, values, n, numerics);
    }

    /// Finds β by Newton's method between bounds, and the probabilities with it.
    ///
    /// @param entropy wanted, in nats
    static void calibrate(double[] squares, double entropy, double[] probabilities) {
        double least = Arrays.stream(squares).min().orElse(0);
        double mean = Arrays.stream(squares).average().orElse(0) - least;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = mean > 0 ? 1 / mean : 1;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            Moments moments = moments(squares, least, beta, probabilities);
            double excess = StrictMath.log(moments.sum()) + beta * moments.mean() - entropy;
            if (Math.abs(excess) < CLOSE || mean == 0) {
                break;
            }
            low = excess > 0 ? beta : low;
            high = excess > 0 ? high : beta;
            double next = beta + excess / (beta * moments.variance());
            boolean inside = next > low && next < high;
            beta = inside ? next : Double.isInfinite(high) ? beta * 2 : (low + high) / 2;
        }
        double sum = sum(probabilities);
        for (int i = 0; i < squares.length; i++) {
            probabilities[i] /= sum;
        }
    }

    /// Of the weights `exp(-β·(square - least))`: their sum, and mean and variance of the squares under them.
    private record Moments(double sum, double mean, double variance) {}

    private static Moments moments(double[] squares, double least, double beta, double[] weights) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < squares.length; i++) {
            double square = squares[i] - least;
            weights[i] = StrictMath.exp(-beta * square);
            sum += weights[i];
            first += weights[i] * square;
            second += weights[i] * square * square;
        }
        return new Moments(sum, first / sum, second / sum - first / sum * (first / sum));
    }

    private static void sortByColumn(int[] columns, double[] values, int first, double[] probabilities) {
        int k = probabilities.length;
        long[] order = new long[k];
        for (int i = 0; i < k; i++) {
            order[i] = (long) columns[first + i] << Integer.SIZE | i;
        }
        Arrays.sort(order);
        for (int i = 0; i < k; i++) {
            columns[first + i] = (int) (order[i] >>> Integer.SIZE);
            values[first + i] = probabilities[(int) order[i]];
        }
    }

    /// Adds the transposed matrix: each row is merged with its column.
    private static Affinities symmetric(int[] columns, double[] values, int n, Numerics numerics) {
        int k = columns.length / n;
        int[] columnBegin = new int[n + 1];
        for (int column : columns) {
            columnBegin[column + 1]++;
        }
        accumulate(columnBegin);
        int[] rows = new int[columns.length];
        double[] turned = new double[columns.length];
        int[] next = columnBegin.clone();
        for (int i = 0; i < columns.length; i++) {
            int at = next[columns[i]]++;
            rows[at] = i / k;
            turned[at] = values[i];
        }
        Merge merge = new Merge(columns, values, columnBegin, rows, turned);
        int[] begin = new int[n + 1];
        numerics.share(Math.ceilDiv(n, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(n, (block + 1) * ROWS); row++) {
                begin[row + 1] = merge.merge(row, k, null, 0);
            }
        });
        accumulate(begin);
        Affinities merged = new Affinities(begin, new int[begin[n]], new float[begin[n]]);
        numerics.share(Math.ceilDiv(n, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(n, (block + 1) * ROWS); row++) {
                merge.merge(row, k, merged, 1.0 / (2.0 * n));
            }
        });
        return merged;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void accumulate(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
    }

    private record Merge(int[] columns, double[] values, int[] columnBegin, int[] rows, double[] turned) {

        /// Merges a row with its column.
        ///
        /// @param into null to count only
        /// @return the number of entries
        int merge(int row, int k, @Nullable Affinities into, double scale) {
            int i = row * k;
            int j = columnBegin[row];
            int count = 0;
            while (i < (row + 1) * k || j < columnBegin[row + 1]) {
                int left = i < (row + 1) * k ? columns[i] : Integer.MAX_VALUE;
                int right = j < columnBegin[row + 1] ? rows[j] : Integer.MAX_VALUE;
                if (into != null) {
                    into.columns[into.begin[row] + count] = Math.min(left, right);
                    into.values[into.begin[row] + count] = FlushToZero.of(
                            (float) (scale * ((left <= right ? values[i] : 0) + (right <= left ? turned[j] : 0))));
                }
                i += left <= right ? 1 : 0;
                j += right <= left ? 1 : 0;
                count++;
            }
            return count;
        }
    }
}
