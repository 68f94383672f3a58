package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Rows within a distance, on a grid of cells so small that any two rows of a cell are near each other (Gunawan 2013):
/// a cell with enough rows has cores alone, and all cores of a cell are connected.
final class Grid implements Vicinity {
    private static final int BITS = 20;
    private static final int CELLS = 256;

    private final Points points;
    /// As they were given: a distance of exactly the limit stays one.
    private final MatrixView values;
    private final int minPoints;
    private final Numerics numerics;
    private final double limit;
    private final int reach;
    /// Of each cell that has rows, in rising order.
    private final long[] keys;
    private final int[] begin;
    private final int[] rows;
    private final int[] cellOf;

    /// Whether the cells can be numbered.
    static boolean fits(Points points, double epsilon) {
        double extent = 0;
        for (float square : points.squares()) {
            extent = Math.max(extent, 2 * Math.sqrt(square) / points.scale());
        }
        return extent / side(epsilon, points.columns()) < (1 << BITS - 3);
    }

    private static double side(double epsilon, int columns) {
        // a little less, so that rounding does not part what shares a cell
        return epsilon / Math.sqrt(columns) * (1 - 1e-9);
    }

    Grid(MatrixView values, Points points, Dbscan settings, Numerics numerics) {
        this.points = points;
        this.values = values;
        this.minPoints = settings.minPoints();
        this.numerics = numerics;
        this.limit = settings.epsilon() * settings.epsilon();
        double side = side(settings.epsilon(), points.columns());
        this.reach = (int) Math.ceil(settings.epsilon() / side);
        long[] keyed = new long[points.rows()];
        Arrays.setAll(keyed, row -> key(row, side));
        Integer[] order = new Integer[points.rows()];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (a, b) -> Long.compare(keyed[a], keyed[b]));
        this.rows = new int[order.length];
        this.cellOf = new int[order.length];
        long[] found = new long[order.length];
        int[] starts = new int[order.length + 1];
        int cells = 0;
        for (int i = 0; i < order.length; i++) {
            rows[i] = order[i];
            if (i == 0 || keyed[order[i]] != keyed[order[i - 1]]) {
                starts[cells] = i;
                found[cells++] = keyed[order[i]];
            }
            cellOf[order[i]] = cells - 1;
        }
        starts[cells] = order.length;
        this.keys = Arrays.copyOf(found, cells);
        this.begin = Arrays.copyOf(starts, cells + 1);
    }

    private long key(int row, double side) {
        long key = 0;
        for (int column = 0; column < points.columns(); column++) {
            key = key << BITS
                    | (long) Math.floor((values.get(row, column) - points.mean()[column]) / side) + (1 << BITS - 1);
        }
        return key;
    }

    /// What is done with a cell that may hold rows near those of another.
    private interface Visit {

        /// @return whether to go on
        boolean to(int cell);
    }

    /// Visits a cell itself and all around it that have rows.
    private void around(int cell, Visit visit) {
        around(cell, keys[cell], 0, visit);
    }

    private boolean around(int cell, long key, int column, Visit visit) {
        if (column == points.columns()) {
            int found = key == keys[cell] ? cell : Arrays.binarySearch(keys, key);
            return found < 0 || visit.to(found);
        }
        long step = 1L << BITS * column;
        for (int offset = -reach; offset <= reach; offset++) {
            if (!around(cell, key + offset * step, column + 1, visit)) {
                return false;
            }
        }
        return true;
    }

    private void eachCell(CellWork work) {
        numerics.share(Math.ceilDiv(keys.length, CELLS), block -> {
            for (int cell = block * CELLS; cell < Math.min(keys.length, (block + 1) * CELLS); cell++) {
                work.on(cell);
            }
        });
    }

    /// What is done with a cell.
    private interface CellWork {
        void on(int cell);
    }

    private boolean isNear(int a, int b) {
        return Points.square(values, a, b) <= limit;
    }

    @Override
    public boolean[] cores() {
        boolean[] cores = new boolean[rows.length];
        eachCell(cell -> {
            boolean full = begin[cell + 1] - begin[cell] >= minPoints;
            for (int i = begin[cell]; i < begin[cell + 1]; i++) {
                cores[rows[i]] = full || isCore(rows[i], cell);
            }
        });
        return cores;
    }

    private boolean isCore(int row, int cell) {
        int[] near = {0};
        around(cell, other -> {
            for (int i = begin[other]; i < begin[other + 1] && near[0] < minPoints; i++) {
                near[0] += isNear(row, rows[i]) ? 1 : 0;
            }
            return near[0] < minPoints;
        });
        return near[0] >= minPoints;
    }

    @Override
    public int[] connect(boolean[] cores) {
        Forest forest = new Forest(keys.length);
        for (int cell = 0; cell < keys.length; cell++) {
            int self = cell;
            around(cell, other -> {
                if (other < self && forest.find(other) != forest.find(self) && areConnected(self, other, cores)) {
                    forest.union(other, self);
                }
                return true;
            });
        }
        int[] roots = new int[rows.length];
        Arrays.setAll(roots, row -> rows[begin[forest.find(cellOf[row])]]);
        return roots;
    }

    private boolean areConnected(int a, int b, boolean[] cores) {
        for (int i = begin[a]; i < begin[a + 1]; i++) {
            for (int j = begin[b]; j < begin[b + 1] && cores[rows[i]]; j++) {
                if (cores[rows[j]] && isNear(rows[i], rows[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void join(boolean[] cores, int[] labels) {
        eachCell(cell -> {
            for (int i = begin[cell]; i < begin[cell + 1]; i++) {
                if (!cores[rows[i]]) {
                    labels[rows[i]] = least(rows[i], cell, cores, labels);
                }
            }
        });
    }

    private int least(int row, int cell, boolean[] cores, int[] labels) {
        int[] least = {Integer.MAX_VALUE};
        around(cell, other -> {
            for (int i = begin[other]; i < begin[other + 1]; i++) {
                if (cores[rows[i]] && labels[rows[i]] < least[0] && isNear(row, rows[i])) {
                    least[0] = labels[rows[i]];
                }
            }
            return true;
        });
        return least[0] < Integer.MAX_VALUE ? least[0] : DbscanClusters.NOISE;
    }
}
