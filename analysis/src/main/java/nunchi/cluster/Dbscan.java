package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;

/// Clusters by density (Ester, Kriegel, Sander, Xu 1996): a row with at least so many rows within a distance, itself
/// counted, is a core; cores within the distance of each other are in one cluster, as are the rows within the distance
/// of a core; all others are noise. Clusters are numbered by their first core, and a row near cores of several belongs
/// to the first of these, as scikit-learn has it.
///
/// In up to three dimensions rows are sought on a grid, else by products of blocks of rows.
///
/// @param epsilon   the distance, in the unit of the rows' values
/// @param minPoints within it, for a core
public record Dbscan(double epsilon, int minPoints) {
    private static final int MOST_GRID_COLUMNS = 3;

    public Dbscan {
        Check.positive("epsilon", epsilon);
        Check.positive("minPoints", minPoints);
    }

    /// @param rows `[n, d]`, row by row
    /// @throws nunchi.check.InvalidRequestException for values that are not finite
    public DbscanClusters fit(MatrixView rows, Numerics numerics) {
        Points points = Points.of(rows, numerics);
        boolean gridded = rows.columns() <= MOST_GRID_COLUMNS && Grid.fits(points, epsilon);
        Vicinity vicinity = gridded ? new Grid(rows, points, this, numerics) : new Blocks(rows, points, this, numerics);
        boolean[] cores = vicinity.cores();
        int[] roots = vicinity.connect(cores);
        int[] numbers = new int[rows.rows()];
        Arrays.fill(numbers, DbscanClusters.NOISE);
        int[] labels = new int[rows.rows()];
        Arrays.fill(labels, DbscanClusters.NOISE);
        int clusters = 0;
        for (int row = 0; row < labels.length; row++) {
            if (cores[row]) {
                numbers[roots[row]] = numbers[roots[row]] < 0 ? clusters++ : numbers[roots[row]];
                labels[row] = numbers[roots[row]];
            }
        }
        vicinity.join(cores, labels);
        return new DbscanClusters(clusters, labels, cores);
    }
}
