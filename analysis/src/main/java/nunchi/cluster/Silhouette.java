package nunchi.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// How much nearer rows are to their own cluster than to the next (Rousseeuw 1987): the mean of `(b - a) / max(a, b)`,
/// with `a` a row's mean distance to the others of its cluster and `b` the least mean distance to those of another; 0
/// for a row alone in its cluster. Rows that are noise are left out. Of more than 2,500 rows, 2,500 at even distances
/// are asked, each for its distances to all.
///
/// @param mean    in -1 … 1; NaN where there are not two clusters
/// @param sampled whether not all rows were asked
public record Silhouette(double mean, boolean sampled) {
    private static final int MOST_ASKED = 2500;
    private static final int CHUNK = 128;

    /// @param rows   `[n, d]`, row by row
    /// @param labels `[n]`, negative for noise
    /// @throws nunchi.check.InvalidRequestException for values that are not finite
    public static Silhouette of(MatrixView rows, int[] labels, Numerics numerics) {
        int[] inside = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .toArray();
        int clusters = Arrays.stream(labels).max().orElse(-1) + 1;
        if (Arrays.stream(labels).filter(label -> label >= 0).distinct().count() < 2) {
            return new Silhouette(Double.NaN, false);
        }
        Points points = Points.of(rows, numerics).choose(inside);
        int[] own = Arrays.stream(inside).map(row -> labels[row]).toArray();
        int[] sizes = new int[clusters];
        for (int label : own) {
            sizes[label]++;
        }
        int asked = Math.min(inside.length, MOST_ASKED);
        double sum = 0;
        for (int from = 0; from < asked; from += CHUNK) {
            int[] chosen = new int[Math.min(CHUNK, asked - from)];
            int first = from;
            Arrays.setAll(chosen, i -> (int) ((long) (first + i) * inside.length / asked));
            sum += sum(points, chosen, own, sizes, numerics);
        }
        return new Silhouette(sum / asked, asked < inside.length);
    }

    private static double sum(Points points, int[] chosen, int[] labels, int[] sizes, Numerics numerics) {
        int n = points.rows();
        Points queries = points.choose(chosen);
        float[] products = new float[chosen.length * n];
        numerics.multiply(queries.values(), points.values().transposed(), products);
        double[] widths = new double[chosen.length];
        numerics.share(chosen.length, i -> {
            double[] sums = new double[sizes.length];
            for (int row = 0; row < n; row++) {
                float both = queries.squares()[i] + points.squares()[row];
                double square = Math.fma(-2f, products[i * n + row], both);
                square = Points.worn((float) square, both) ? points.square(chosen[i], row) : square;
                sums[labels[row]] += row == chosen[i] ? 0 : Math.sqrt(square);
            }
            widths[i] = width(sums, labels[chosen[i]], sizes);
        });
        return Arrays.stream(widths).sum();
    }

    private static double width(double[] sums, int own, int[] sizes) {
        if (sizes[own] == 1) {
            return 0;
        }
        double inner = sums[own] / (sizes[own] - 1);
        double outer = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (cluster != own && sizes[cluster] > 0) {
                outer = Math.min(outer, sums[cluster] / sizes[cluster]);
            }
        }
        double larger = Math.max(inner, outer);
        return larger > 0 ? (outer - inner) / larger : 0;
    }
}
