package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.random.RandomKey;

/// Starts of k-means: k-means++ (Arthur, Vassilvitskii 2007). Each centre is a row drawn with a probability that is proportional to its squared distance
/// from the centres before; of `2 + ln k` such draws, the one that leaves the least sum is taken, as scikit-learn does.
final class Seeding {
    private final Points points;
    private final Numerics numerics;
    private final RandomKey key;

    Seeding(Points points, Numerics numerics, RandomKey key) {
        this.points = points;
        this.numerics = numerics;
        this.key = key.with("start");
    }

    /// @return `[clusters, d]`, of the centred rows
    float[] choose(int clusters) {
        int d = points.columns();
        float[] centres = new float[clusters * d];
        int trials = 2 + (int) StrictMath.log(clusters);
        float[] nearest = new float[points.rows()];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        double sum = take((int) (key.uniform(0) * points.rows()), nearest);
        copy((int) (key.uniform(0) * points.rows()), centres, 0);
        for (int centre = 1; centre < clusters; centre++) {
            int[] candidates = new int[trials];
            double[] thresholds = new double[trials];
            for (int trial = 0; trial < trials; trial++) {
                thresholds[trial] = key.uniform((long) centre * trials + trial) * sum;
            }
            draw(nearest, thresholds, candidates);
            int best = best(candidates, nearest);
            sum = take(best, nearest);
            copy(best, centres, centre);
        }
        return centres;
    }

    private void copy(int row, float[] centres, int centre) {
        System.arraycopy(points.values().values(), row * points.columns(), centres, centre * points.columns(), points.columns());
    }

    /// The first rows at which the sums of squares pass the thresholds.
    private static void draw(float[] nearest, double[] thresholds, int[] candidates) {
        Arrays.fill(candidates, nearest.length - 1);
        double[] sorted = thresholds.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int next = 0;
        for (int row = 0; row < nearest.length && next < sorted.length; row++) {
            sum += nearest[row];
            while (next < sorted.length && sum > sorted[next]) {
                candidates[next++] = row;
            }
        }
    }

    private int best(int[] candidates, float[] nearest) {
        int count = candidates.length;
        Points some = points.choose(candidates);
        float[] products = new float[points.rows() * count];
        numerics.multiply(points.values(), some.values().transposed(), products);
        int blocks = Math.ceilDiv(points.rows(), Points.BLOCK);
        double[] sums = new double[blocks * count];
        numerics.share(blocks, block -> {
            for (int row = block * Points.BLOCK; row < Math.min(points.rows(), (block + 1) * Points.BLOCK); row++) {
                for (int i = 0; i < count; i++) {
                    float square = points.squares()[row] + some.squares()[i] - 2 * products[row * count + i];
                    sums[block * count + i] += Math.min(nearest[row], Math.max(0, square));
                }
            }
        });
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int block = 0; block < blocks; block++) {
                sum += sums[block * count + i];
            }
            best = sum < least ? i : best;
            least = Math.min(least, sum);
        }
        return candidates[best];
    }

    /// Makes a row a centre.
    ///
    /// @return the sum of squares then
    private double take(int centre, float[] nearest) {
        MatrixView one = points.values().rows(centre, centre + 1);
        float[] products = new float[points.rows()];
        numerics.multiply(points.values(), one.transposed(), products);
        double sum = 0;
        for (int row = 0; row < nearest.length; row++) {
            float square = points.squares()[row] + points.squares()[centre] - 2 * products[row];
            nearest[row] = row == centre ? 0 : Math.min(nearest[row], Math.max(0, square));
            sum += nearest[row];
        }
        return sum;
    }
}
