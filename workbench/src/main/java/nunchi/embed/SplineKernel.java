package nunchi.embed;

/// The kernel `1 / (1 + r²)` on a grid, as coefficients of cubic B-splines in both of its points: interpolated from and to nodes, it has its own
/// values. Along each axis the samples are divided twice by the filter `(1, 4, 1) / 6`, which is what the splines are at the nodes.
///
/// @param extent  nodes along each axis
/// @param spacing between nodes
record SplineKernel(int extent, double spacing) {
    /// Nodes beyond, over which what is not known there dies away: as 0.27 to this power.
    private static final int BEYOND = 16;

    /// `[extent, extent]`, at offsets of 0, 1, … nodes.
    float[] coefficients() {
        int size = extent + BEYOND;
        double[][] values = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                values[i][j] = 1 / (1 + spacing * spacing * ((double) i * i + (double) j * j));
            }
        }
        Filter filter = new Filter(size);
        for (int axis = 0; axis < 2; axis++) {
            for (double[] row : values) {
                filter.divide(row);
                filter.divide(row);
            }
            transpose(values);
        }
        float[] coefficients = new float[extent * extent];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) values[i / extent][i % extent];
        }
        return coefficients;
    }

    private static void transpose(double[][] values) {
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                double swapped = values[i][j];
                values[i][j] = values[j][i];
                values[j][i] = swapped;
            }
        }
    }

    /// Solves `(c[i-1] + 4·c[i] + c[i+1]) / 6 = f[i]` for an even row, by elimination; the last element stays as it is.
    private static final class Filter {
        private final double[] above;

        Filter(int size) {
            above = new double[size];
            above[0] = 0.5;
            for (int i = 1; i < size - 1; i++) {
                above[i] = 1 / (4 - above[i - 1]);
            }
        }

        void divide(double[] f) {
            int last = f.length - 1;
            f[0] = 6 * f[0] / 4;
            for (int i = 1; i < last; i++) {
                f[i] = (6 * f[i] - f[i - 1]) * above[i];
            }
            for (int i = last - 1; i >= 0; i--) {
                f[i] -= above[i] * f[i + 1];
            }
        }
    }
}
