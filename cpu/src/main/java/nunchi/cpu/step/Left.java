package nunchi.cpu.step;

/// Where the elements of a product's left matrix lie: (i, p) at `row[i] + step[p]` of wherever it begins. It can be a
/// matrix, its transpose, or what a window sees of an image.
final class Left {
    private final int[] row;
    private final int[] step;
    /// How many rows from each on begin next to each other, and how many elements of a row from each on lie next to
    /// each other.
    private final int[] rowRun;
    private final int[] stepRun;
    private final int reach;
    private final int runs;
    private final int groupRows;

    Left(int[] row, int[] step) {
        this(row, step, 1);
    }

    private Left(int[] row, int[] step, int groupRows) {
        this.row = row;
        this.step = step;
        this.groupRows = groupRows;
        this.rowRun = runs(row);
        this.stepRun = runs(step);
        int farthest = 0;
        int count = 0;
        for (int p = 0; p < step.length; p += stepRun[p]) {
            farthest = Math.max(farthest, step[p] + stepRun[p]);
            count++;
        }
        this.reach = farthest;
        this.runs = count;
    }

    static Left of(Matrix matrix, int rows, int depth) {
        return new Left(ramp(rows, matrix.rowStep()), ramp(depth, matrix.columnStep()));
    }

    /// Of groups of rows, `[groups, depth, rows]`, as [LeftPacking] makes them.
    static Left packed(int rows, int depth, int groupRows) {
        int[] row = new int[rows];
        for (int i = 0; i < rows; i++) {
            row[i] = i / groupRows * groupRows * depth + i % groupRows;
        }
        return new Left(row, ramp(depth, groupRows), groupRows);
    }

    /// `0, step, 2·step, …`
    static int[] ramp(int n, int step) {
        int[] ramp = new int[n];
        for (int i = 0; i < n; i++) {
            ramp[i] = i * step;
        }
        return ramp;
    }

    private static int[] runs(int[] places) {
        int[] runs = new int[places.length];
        for (int i = places.length - 1; i >= 0; i--) {
            runs[i] = i + 1 < places.length && places[i + 1] == places[i] + 1 ? runs[i + 1] + 1 : 1;
        }
        return runs;
    }

    /// The rows of a group that are packed together; 1 where none are.
    int groupRows() {
        return groupRows;
    }

    int rows() {
        return row.length;
    }

    int depth() {
        return step.length;
    }

    int row(int i) {
        return row[i];
    }

    int[] step() {
        return step;
    }

    /// How many rows from row i on begin next to each other.
    int adjoining(int i) {
        return rowRun[i];
    }

    /// How many elements of a row from element p on lie next to each other.
    int run(int p) {
        return stepRun[p];
    }

    /// Whether the elements of a row lie next to each other in runs that are this long in the mean, or rows are packed
    /// in groups, whose elements in a column do.
    boolean runs(int length) {
        return groupRows > 1 || step.length / Math.max(1, runs) >= length;
    }

    /// From the beginning of a row to behind its last element.
    int reach() {
        return reach;
    }
}
