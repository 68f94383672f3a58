package nunchi.cpu.step;

/// Where the elements of a product's left matrix lie: (i, p) at `row[i] + step[p]` of wherever it begins. It can be a matrix, its transpose, or
/// what a window sees of an image.
record Left(int[] row, int[] step) {

    static Left of(Matrix matrix, int rows, int depth) {
        return new Left(ramp(rows, matrix.rowStep()), ramp(depth, matrix.columnStep()));
    }

    /// `0, step, 2·step, …`
    static int[] ramp(int n, int step) {
        int[] ramp = new int[n];
        for (int i = 0; i < n; i++) {
            ramp[i] = i * step;
        }
        return ramp;
    }

    int depth() {
        return step.length;
    }
}
