package nunchi.embed;

/// The kernel `1 / (1 + r²)` on a grid, as coefficients of quintic B-splines in both of its points: interpolated from
/// and to nodes, it has its own values. Along each axis the samples are divided twice by the filter
/// `(1, 26, 66, 26, 1) / 120`, which is what the splines are at the nodes, in two factors `(1, a, 1) / (a + 2)` with
/// `a = 13 ± √105`.
///
/// @param extent  nodes along each axis
/// @param spacing between nodes
record SplineKernel(int extent, double spacing) {
    /// Nodes beyond, over which what is not known there dies away: as 0.43 to this power.
    private static final int BEYOND = 32;

    /// `[extent, extent]`, at offsets of 0, 1, … nodes.
    float[] coefficients() {
        int size = extent + BEYOND;
        double[][] values = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                values[i][j] = 1 / (1 + spacing * spacing * ((double) i * i + (double) j * j));
            }
        }
        Filter[] filters = {new Filter(size, 13 + Math.sqrt(105)), new Filter(size, 13 - Math.sqrt(105))};
        for (int axis = 0; axis < 2; axis++) {
            for (double[] row : values) {
                for (Filter filter : filters) {
                    filter.divide(row);
                    filter.divide(row);
                }
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

    /// Solves `(c[i-1] + a·c[i] + c[i+1]) / (a + 2) = f[i]` for an even row, by elimination; the last element stays as
    /// it is.
    private static final class Filter {
        private final double sum;
        private final double[] above;

        Filter(int size, double a) {
            sum = a + 2;
            above = new double[size];
            above[0] = 2 / a;
            for (int i = 1; i < size - 1; i++) {
                above[i] = 1 / (a - above[i - 1]);
            }
        }

        void divide(double[] f) {
            int last = f.length - 1;
            f[0] = sum * f[0] * above[0] / 2;
            for (int i = 1; i < last; i++) {
                f[i] = (sum * f[i] - f[i - 1]) * above[i];
            }
            for (int i = last - 1; i >= 0; i--) {
                f[i] -= above[i] * f[i + 1];
            }
        }
    }
}
