package nunchi.layer;

/// All eigenvalues and eigenvectors of a small symmetric matrix in float64, by Jacobi's rotations: each makes one pair
/// of elements beside the diagonal zero, until all are (Golub, Van Loan: *Matrix computations*, 8.5).
final class SmallEigen {
    private static final int SWEEPS = 60;

    private final double[][] matrix;
    private final double[][] vectors;

    /// @param matrix symmetric; it is overwritten
    SmallEigen(double[][] matrix) {
        this.matrix = matrix;
        this.vectors = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && !isDiagonal(); sweep++) {
            for (int row = 0; row < matrix.length; row++) {
                for (int column = row + 1; column < matrix.length; column++) {
                    rotate(row, column);
                }
            }
        }
    }

    /// Unordered.
    double[] values() {
        double[] values = new double[matrix.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix[i][i];
        }
        return values;
    }

    /// Column j is the unit vector of eigenvalue j.
    double[][] vectors() {
        return vectors;
    }

    /// To the accuracy of float64.
    private boolean isDiagonal() {
        double diagonal = 0;
        double beside = 0;
        for (int i = 0; i < matrix.length; i++) {
            diagonal += matrix[i][i] * matrix[i][i];
            for (int j = 0; j < i; j++) {
                beside += matrix[i][j] * matrix[i][j];
            }
        }
        return beside <= 0x1p-104 * diagonal;
    }

    private void rotate(int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (double[] row : matrix) {
            turn(row, p, q, cosine, sine);
        }
        for (int k = 0; k < matrix.length; k++) {
            double first = matrix[p][k];
            double second = matrix[q][k];
            matrix[p][k] = cosine * first - sine * second;
            matrix[q][k] = sine * first + cosine * second;
        }
        for (double[] row : vectors) {
            turn(row, p, q, cosine, sine);
        }
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double first = row[p];
        double second = row[q];
        row[p] = cosine * first - sine * second;
        row[q] = sine * first + cosine * second;
    }
}
