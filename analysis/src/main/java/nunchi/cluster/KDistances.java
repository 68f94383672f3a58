package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.check.Check;

/// The distance from each row to its k-th nearest, itself counted, in rising order: the curve from which the distance
/// of DBSCAN is chosen (Ester and others 1996, section 4.2), with k its number of points. Of more than 5,000 rows,
/// 5,000 at even distances are asked, each for its nearest among all.
///
/// @param k        itself counted
/// @param distances `[n]`, of sampled rows `[5000]`; rising, in the unit of the rows' values
/// @param sampled  whether not all rows were asked
public record KDistances(int k, double[] distances, boolean sampled) {
    private static final int MOST_ASKED = 5000;

    /// @param rows `[n, d]`, row by row
    /// @param k    2 … n
    /// @throws nunchi.check.InvalidRequestException for another k, and for values that are not finite
    public static KDistances of(MatrixView rows, int k, Numerics numerics) {
        int n = rows.rows();
        Check.require(
                k >= 2 && k <= n,
                "the %d-th nearest of %d rows is asked for; it must be 2 to %d, the row itself counted"
                        .formatted(k, n, n));
        Points points = Points.of(rows, numerics);
        int asked = Math.min(n, MOST_ASKED);
        int[] chosen = new int[asked];
        Arrays.setAll(chosen, i -> (int) ((long) i * n / asked));
        Neighbours nearest = numerics.nearest(points.choose(chosen).values(), points.values(), k);
        double[] distances = new double[asked];
        Arrays.setAll(distances, i -> Math.sqrt(Math.max(0, nearest.squares()[i * k + k - 1])) / points.scale());
        Arrays.sort(distances);
        return new KDistances(k, distances, asked < n);
    }

    /// The distance where the curve bends most: the point farthest below the line from its first to its last (Satopää
    /// and others 2011).
    public double knee() {
        int last = distances.length - 1;
        double rise = distances[last] - distances[0];
        int knee = last;
        double deepest = 0;
        for (int i = 0; i <= last; i++) {
            double below = (double) i / Math.max(1, last) * rise - (distances[i] - distances[0]);
            knee = below > deepest ? i : knee;
            deepest = Math.max(deepest, below);
        }
        return distances[knee];
    }
}
