package nunchi.cluster;

import java.util.Arrays;
import java.util.function.IntConsumer;
import nunchi.backend.Numerics;
import nunchi.random.RandomKey;

/// Starts of k-means: k-means++ (Arthur, Vassilvitskii 2007). Each centre is a row drawn with a probability that is
/// proportional to its squared distance from the centres before; of `2 + ln k` such draws, the one that leaves the
/// least sum is taken, as scikit-learn does.
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
        float[] centres = new float[clusters * points.columns()];
        float[] nearest = new float[points.rows()];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int trials = 2 + (int) StrictMath.log(clusters);
        float[] products = new float[points.rows() * trials];
        double sum = take(new int[] {(int) (key.uniform(0) * points.rows())}, nearest, products, centres, 0);
        for (int centre = 1; centre < clusters; centre++) {
            double[] thresholds = new double[trials];
            for (int trial = 0; trial < trials; trial++) {
                thresholds[trial] = key.uniform((long) centre * trials + trial) * sum;
            }
            sum = take(draw(nearest, thresholds), nearest, products, centres, centre);
        }
        return centres;
    }

    private void copy(int row, float[] centres, int centre) {
        System.arraycopy(
                points.values().values(), row * points.columns(), centres, centre * points.columns(), points.columns());
    }

    /// The first rows at which the sums of squares pass the thresholds.
    private static int[] draw(float[] nearest, double[] thresholds) {
        int[] candidates = new int[thresholds.length];
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
        return candidates;
    }

    /// Makes the best of some rows a centre.
    ///
    /// @return the sum of squares then
    private double take(int[] candidates, float[] nearest, float[] products, float[] centres, int centre) {
        int count = candidates.length;
        Points some = points.choose(candidates);
        numerics.multiply(points.values(), some.values().transposed(), products);
        int blocks = Math.ceilDiv(points.rows(), Points.BLOCK);
        double[] sums = new double[blocks * count];
        eachRow(row -> {
            for (int i = 0; i < count; i++) {
                float both = points.squares()[row] + some.squares()[i];
                float square = both - 2 * products[row * count + i];
                square = Points.worn(square, both) ? (float) points.square(row, candidates[i]) : square;
                float less = row == candidates[i] ? 0 : Math.min(nearest[row], Math.max(0, square));
                products[row * count + i] = less;
                sums[row / Points.BLOCK * count + i] += less;
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
        int taken = best;
        eachRow(row -> nearest[row] = products[row * count + taken]);
        copy(candidates[taken], centres, centre);
        return least;
    }

    private void eachRow(IntConsumer work) {
        numerics.share(Math.ceilDiv(points.rows(), Points.BLOCK), block -> {
            for (int row = block * Points.BLOCK; row < Math.min(points.rows(), (block + 1) * Points.BLOCK); row++) {
                work.accept(row);
            }
        });
    }
}
