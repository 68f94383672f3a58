package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Rows and their nearest centres. Sums over rows are cut into parts by size alone, and follow the rows that change
/// their centre: after the first rounds these are few.
final class Assignment {
    private static final int MOST_PRODUCTS = 1 << 21;
    private static final int PARTS = 16;

    private final Points points;
    private final int clusters;
    private final Numerics numerics;
    private final int[] labels;
    private final float[] distances;
    private final int[][] counts;
    private final double[][] sums;
    private final int[] changes;
    private final int[] totalCounts;
    private final double[] totals;
    private final float[] products;
    private final int chunk;
    /// Those of the last assignment.
    private float[] centres = new float[0];

    Assignment(Points points, int clusters, Numerics numerics) {
        this.points = points;
        this.clusters = clusters;
        this.numerics = numerics;
        this.labels = new int[points.rows()];
        this.distances = new float[points.rows()];
        this.counts = new int[PARTS][clusters];
        this.sums = new double[PARTS][clusters * points.columns()];
        this.changes = new int[PARTS];
        this.totalCounts = new int[clusters];
        this.totals = new double[clusters * points.columns()];
        Arrays.fill(labels, -1);
        this.chunk = Math.min(points.rows(), Math.max(PARTS, MOST_PRODUCTS / clusters));
        this.products = new float[chunk * clusters];
    }

    /// Gives each row to its nearest centre, the lower number where two are equally near.
    ///
    /// @param centres `[k, d]`
    /// @return how many rows have another centre than before
    int assign(float[] centres) {
        this.centres = centres;
        float[] lengths = new float[clusters];
        for (int k = 0; k < clusters; k++) {
            double sum = 0;
            for (int j = k * points.columns(); j < (k + 1) * points.columns(); j++) {
                sum = Math.fma((double) centres[j], centres[j], sum);
            }
            lengths[k] = (float) sum;
        }
        Arrays.fill(changes, 0);
        MatrixView turned = MatrixView.of(centres, clusters, points.columns()).transposed();
        for (int from = 0; from < points.rows(); from += chunk) {
            int first = from;
            int end = Math.min(points.rows(), from + chunk);
            numerics.multiply(points.values().rows(first, end), turned, products);
            numerics.share(PARTS, part -> assignPart(part, first, end, lengths));
        }
        return Arrays.stream(changes).sum();
    }

    private void assignPart(int part, int first, int end, float[] lengths) {
        int size = Math.ceilDiv(end - first, PARTS);
        for (int row = first + part * size; row < Math.min(end, first + (part + 1) * size); row++) {
            assign(row, (row - first) * clusters, lengths, part);
        }
    }

    private void assign(int row, int at, float[] lengths, int part) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int k = 0; k < clusters; k++) {
            float score = Math.fma(-2f, products[at + k], lengths[k]);
            best = score < least ? k : best;
            least = Math.min(least, score);
        }
        best = settled(row, at, lengths, best);
        float both = points.squares()[row] + lengths[best];
        float square = Math.fma(-2f, products[at + best], both);
        distances[row] = Points.worn(square, both) ? (float) square(row, best) : square;
        if (labels[row] != best) {
            changes[part]++;
            give(row, best, part);
        }
    }

    /// The nearest centre by distances in float64, of those that rounding could have made second.
    private int settled(int row, int at, float[] lengths, int best) {
        float least = Math.fma(-2f, products[at + best], lengths[best]);
        int nearest = best;
        double square = Double.NaN;
        float rounding = points.rounding();
        for (int k = 0; k < clusters; k++) {
            float doubt = rounding * (2 * points.squares()[row] + lengths[k] + lengths[best]);
            if (k != best && Math.fma(-2f, products[at + k], lengths[k]) - least <= doubt) {
                square = Double.isNaN(square) ? square(row, nearest) : square;
                double other = square(row, k);
                boolean nearer = other < square || other == square && k < nearest;
                nearest = nearer ? k : nearest;
                square = Math.min(square, other);
            }
        }
        return nearest;
    }

    private double square(int row, int centre) {
        return Points.square(points.values().values(), row, centres, centre, points.columns());
    }

    /// Takes a row from its centre, where it has one, and gives it to another.
    private void give(int row, int centre, int part) {
        float[] values = points.values().values();
        double[] sum = sums[part];
        int d = points.columns();
        int old = labels[row];
        for (int j = 0; j < d && old >= 0; j++) {
            sum[old * d + j] -= values[row * d + j];
        }
        for (int j = 0; j < d; j++) {
            sum[centre * d + j] += values[row * d + j];
        }
        if (old >= 0) {
            counts[part][old]--;
        }
        counts[part][centre]++;
        labels[row] = centre;
    }

    /// Moves each centre to the mean of its rows.
    ///
    /// @return the sum of squares of the movements
    double move(float[] centres) {
        addUp();
        fillEmpty();
        double movement = 0;
        for (int i = 0; i < centres.length; i++) {
            float mean = (float) (totals[i] / Math.max(1, totalCounts[i / points.columns()]));
            movement += ((double) mean - centres[i]) * ((double) mean - centres[i]);
            centres[i] = mean;
        }
        return movement;
    }

    private void addUp() {
        Arrays.fill(totals, 0);
        Arrays.fill(totalCounts, 0);
        for (int part = 0; part < PARTS; part++) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] += sums[part][i];
            }
            for (int k = 0; k < clusters; k++) {
                totalCounts[k] += counts[part][k];
            }
        }
    }

    /// Gives centres without rows the rows that are farthest from their own.
    private void fillEmpty() {
        for (int k = 0; k < clusters; k++) {
            if (totalCounts[k] == 0) {
                int farthest = -1;
                for (int row = 0; row < distances.length; row++) {
                    boolean spare = totalCounts[labels[row]] > 1;
                    farthest = spare && (farthest < 0 || distances[row] > distances[farthest]) ? row : farthest;
                }
                int first = farthest / chunk * chunk;
                int size = Math.ceilDiv(Math.min(points.rows(), first + chunk) - first, PARTS);
                give(farthest, k, (farthest - first) / size);
                distances[farthest] = 0;
                addUp();
            }
        }
    }

    /// Moves each row's centre towards it by the share that the row has of all that the centre saw.
    ///
    /// @param seen rows of each centre so far, counted on
    /// @return the sum of squared distances before
    double follow(float[] centres, double[] seen) {
        double sum = 0;
        int d = points.columns();
        for (int row = 0; row < labels.length; row++) {
            int k = labels[row];
            seen[k]++;
            sum += Math.max(0, distances[row]);
            for (int j = 0; j < d; j++) {
                centres[k * d + j] += (float) ((points.values().get(row, j) - centres[k * d + j]) / seen[k]);
            }
        }
        return sum;
    }

    /// Clusters of the rows as they were, with the sum of squares in float64.
    KMeansClusters finish(float[] centres, int iterations) {
        int d = points.columns();
        double[] blocks = new double[Math.ceilDiv(points.rows(), Points.BLOCK)];
        numerics.share(blocks.length, block -> {
            for (int row = block * Points.BLOCK; row < Math.min(points.rows(), (block + 1) * Points.BLOCK); row++) {
                blocks[block] += Points.square(points.values().values(), row, centres, labels[row], d);
            }
        });
        double inertia = 0;
        for (double block : blocks) {
            inertia += block;
        }
        float[] placed = new float[centres.length];
        for (int i = 0; i < placed.length; i++) {
            placed[i] = (float) (centres[i] / points.scale() + points.mean()[i % d]);
        }
        return new KMeansClusters(placed, labels.clone(), inertia / points.scale() / points.scale(), iterations);
    }
}
