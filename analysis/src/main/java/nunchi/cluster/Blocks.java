package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Rows within a distance, by products of blocks of rows with all. A distance that rounding could have moved past the
/// limit is computed again in float64.
final class Blocks implements Vicinity {
    private static final int MOST_PRODUCTS = 1 << 23;

    /// As they were given: a distance of exactly the limit stays one.
    private final MatrixView rows;
    private final Points points;
    private final Dbscan settings;
    private final Numerics numerics;
    private final float rounding;
    private final int chunk;
    private final float[] products;

    Blocks(MatrixView rows, Points points, Dbscan settings, Numerics numerics) {
        this.rows = rows;
        this.points = points;
        this.settings = settings;
        this.numerics = numerics;
        this.rounding = points.rounding();
        this.chunk = Math.clamp(MOST_PRODUCTS / points.rows(), 1, points.rows());
        this.products = new float[Math.multiplyExact(chunk, points.rows())];
    }

    @Override
    public boolean[] cores() {
        boolean[] cores = new boolean[points.rows()];
        each((row, at) -> {
            int near = 0;
            for (int other = 0; other < points.rows(); other++) {
                near += isNear(row, other, at) ? 1 : 0;
            }
            cores[row] = near >= settings.minPoints();
        });
        return cores;
    }

    @Override
    public int[] connect(boolean[] cores) {
        Forest forest = new Forest(points.rows());
        int[][] near = new int[points.rows()][];
        for (int first = 0; first < points.rows(); first += chunk) {
            int end = Math.min(points.rows(), first + chunk);
            chunk(first, end, (row, at) -> near[row] = cores[row] ? coresBefore(row, at, cores) : new int[0]);
            for (int row = first; row < end; row++) {
                for (int other : near[row]) {
                    forest.union(row, other);
                }
                near[row] = null;
            }
        }
        int[] roots = new int[points.rows()];
        Arrays.setAll(roots, forest::find);
        return roots;
    }

    private int[] coresBefore(int row, int at, boolean[] cores) {
        int[] found = new int[row];
        int count = 0;
        for (int other = 0; other < row; other++) {
            if (cores[other] && isNear(row, other, at)) {
                found[count++] = other;
            }
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public void join(boolean[] cores, int[] labels) {
        each((row, at) -> {
            int least = Integer.MAX_VALUE;
            for (int other = 0; other < points.rows() && !cores[row]; other++) {
                if (cores[other] && labels[other] < least && isNear(row, other, at)) {
                    least = labels[other];
                }
            }
            labels[row] = least < Integer.MAX_VALUE ? least : labels[row];
        });
    }

    private boolean isNear(int row, int other, int at) {
        float lengths = points.squares()[row] + points.squares()[other];
        float square = Math.fma(-2f, products[at + other], lengths);
        double scaled = settings.epsilon() * points.scale();
        double doubt = rounding * lengths;
        if (Math.abs(square - scaled * scaled) > doubt) {
            return square < scaled * scaled;
        }
        return Points.square(rows, row, other) <= settings.epsilon() * settings.epsilon();
    }

    /// What is done with a row.
    private interface Work {

        /// @param at where the row's products with all rows begin
        void on(int row, int at);
    }

    private void each(Work work) {
        for (int first = 0; first < points.rows(); first += chunk) {
            chunk(first, Math.min(points.rows(), first + chunk), work);
        }
    }

    private void chunk(int first, int end, Work work) {
        numerics.multiply(points.values().rows(first, end), points.values().transposed(), products);
        numerics.share(end - first, i -> work.on(first + i, i * points.rows()));
    }
}
