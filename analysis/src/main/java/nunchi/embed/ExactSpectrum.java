package nunchi.embed;

import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.embed.Pca.Spectrum;

/// Principal components from the whole covariance, or from the products of the rows where these are fewer than the
/// columns. Products are float32 over chunks, their sums float64.
final class ExactSpectrum {
    private static final int COLUMNS = 256;
    /// Of one product: short enough for sums in float32.
    private static final int DEPTH = 2048;

    private ExactSpectrum() {}

    static Spectrum of(Centred centred, int components, Numerics numerics) {
        boolean wide = centred.rows().rows() < centred.rows().columns();
        double[][] products = wide ? rowProducts(centred, numerics) : columnProducts(centred, numerics);
        double total = 0;
        for (int i = 0; i < products.length; i++) {
            total += products[i][i] / (centred.rows().rows() - 1);
        }
        SymmetricEigen eigen = new SymmetricEigen(products, numerics);
        double[] values = eigen.largest(components);
        double[][] vectors = eigen.vectors(values);
        double[] variances = new double[components];
        for (int i = 0; i < components; i++) {
            variances[i] = Math.max(0, values[i]) / (centred.rows().rows() - 1);
        }
        return new Spectrum(variances, wide ? turned(centred, vectors, numerics) : vectors, total);
    }

    /// `XᵀX`, the blocks above the diagonal alone, then mirrored.
    private static double[][] columnProducts(Centred centred, Numerics numerics) {
        int d = centred.rows().columns();
        double[][] sums = new double[d][d];
        float[] values = centred.chunkArray();
        float[] product = new float[d * Math.min(d, COLUMNS)];
        for (int chunk = 0; chunk < centred.chunks(); chunk++) {
            MatrixView rows = centred.chunk(chunk, values, numerics);
            for (int from = 0; from < d; from += COLUMNS) {
                int width = Math.min(COLUMNS, d - from);
                MatrixView above = new MatrixView(values, 0, rows.rows(), from + width, d, 1);
                numerics.multiply(above.transposed(), new MatrixView(values, from, rows.rows(), width, d, 1), product);
                add(product, sums, from, width);
            }
        }
        mirror(sums);
        return sums;
    }

    private static void add(float[] product, double[][] sums, int from, int width) {
        for (int i = 0; i < from + width; i++) {
            double[] row = sums[i];
            for (int j = 0; j < width; j++) {
                row[from + j] += product[i * width + j];
            }
        }
    }

    private static void mirror(double[][] sums) {
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < i; j++) {
                sums[i][j] = sums[j][i];
            }
        }
    }

    /// `XXᵀ`, a block of columns at a time.
    private static double[][] rowProducts(Centred centred, Numerics numerics) {
        int n = centred.rows().rows();
        int d = centred.rows().columns();
        float[] all = new float[n * d];
        float[] values = centred.chunkArray();
        for (int chunk = 0; chunk < centred.chunks(); chunk++) {
            centred.chunk(chunk, values, numerics);
            System.arraycopy(values, 0, all, chunk * centred.chunkRows() * d, centred.chunkRows(chunk) * d);
        }
        double[][] sums = new double[n][n];
        float[] product = new float[n * n];
        for (int from = 0; from < d; from += DEPTH) {
            MatrixView part = new MatrixView(all, from, n, Math.min(DEPTH, d - from), d, 1);
            numerics.multiply(part, part.transposed(), product);
            add(product, sums, 0, n);
        }
        mirror(sums);
        return sums;
    }

    /// `v = Xᵀu / |Xᵀu|`.
    private static double[][] turned(Centred centred, double[][] vectors, Numerics numerics) {
        int d = centred.rows().columns();
        double[][] directions = new double[vectors.length][d];
        float[] values = centred.chunkArray();
        for (int chunk = 0; chunk < centred.chunks(); chunk++) {
            int from = chunk * centred.chunkRows();
            int rows = centred.chunk(chunk, values, numerics).rows();
            numerics.share(vectors.length, i -> {
                for (int row = 0; row < rows; row++) {
                    add(vectors[i][from + row], values, row * d, directions[i]);
                }
            });
        }
        for (double[] direction : directions) {
            Vectors.normalize(direction);
        }
        return directions;
    }

    private static void add(double weight, float[] row, int from, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += weight * row[from + j];
        }
    }
}
