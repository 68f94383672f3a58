package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.embed.Pca.Spectrum;
import nunchi.random.RandomKey;

/// Principal components from the range that random vectors are taken to: `Q ← orth(X·orth(Xᵀ·Q))`, then those of the
/// small matrix `Qᵀ·X`.
final class RandomizedSpectrum {
    private static final int MORE = 10;
    private static final int FEW_ITERATIONS = 7;
    private static final int MANY_ITERATIONS = 14;
    private static final double FEW_COMPONENTS = 0.1;
    private static final double DEPENDENT = 1e-12;

    private final Centred centred;
    private final RandomKey key;
    private final Numerics numerics;
    private final int n;
    private final int d;
    private final float[] chunk;
    private double squares;

    RandomizedSpectrum(Centred centred, long seed, Numerics numerics) {
        this.centred = centred;
        this.key = RandomKey.of(seed).with("pca");
        this.numerics = numerics;
        this.n = centred.rows().rows();
        this.d = centred.rows().columns();
        this.chunk = centred.chunkArray();
    }

    Spectrum of(int components) {
        int most = Math.min(n, d);
        int width = Math.min(most, components + MORE);
        int iterations = components < FEW_COMPONENTS * most ? FEW_ITERATIONS : MANY_ITERATIONS;
        double[][] directions = new double[width][d];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < d; j++) {
                directions[i][j] = key.with(i).normal(j);
            }
        }
        addSquares();
        double[][] range = orthonormal(along(directions));
        for (int iteration = 0; iteration < iterations; iteration++) {
            range = orthonormal(along(orthonormal(across(range))));
        }
        return small(across(range), components);
    }

    private void addSquares() {
        double[] sums = new double[n];
        for (int c = 0; c < centred.chunks(); c++) {
            int from = c * centred.chunkRows();
            MatrixView rows = centred.chunk(c, chunk, numerics);
            numerics.share(rows.rows(), row -> sums[from + row] = Vectors.squares(chunk, row * d, d));
        }
        for (double sum : sums) {
            squares += sum;
        }
    }

    /// Of `B = Qᵀ·X`, `[width, d]`, by the eigenvectors of `B·Bᵀ`.
    private Spectrum small(double[][] b, int components) {
        double[][] products = new double[b.length][b.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                products[i][j] = Vectors.dot(b[i], b[j], d);
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(products, numerics);
        double[] values = eigen.largest(components);
        double[][] vectors = eigen.vectors(values);
        double[][] directions = new double[components][d];
        for (int k = 0; k < components; k++) {
            for (int i = 0; i < b.length; i++) {
                Vectors.add(vectors[k][i], b[i], directions[k], d);
            }
            Vectors.normalize(directions[k]);
            values[k] = Math.max(0, values[k]) / (n - 1);
        }
        return new Spectrum(values, directions, squares / (n - 1));
    }

    private static double[][] orthonormal(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            double length = Math.sqrt(Vectors.dot(vectors[i], vectors[i], vectors[i].length));
            Vectors.removeAll(vectors, i, vectors[i]);
            if (Vectors.normalize(vectors[i]) < DEPENDENT * length) {
                // what is left is rounding, which need not stand at right angles to anything
                Arrays.fill(vectors[i], 0);
            }
        }
        return vectors;
    }

    /// `X·v` of each vector.
    ///
    /// @param vectors `[width, d]`
    /// @return `[width, n]`
    private double[][] along(double[][] vectors) {
        int width = vectors.length;
        float[] right = narrow(vectors, 0, d);
        double[][] result = new double[width][n];
        float[] product = new float[centred.chunkRows() * width];
        for (int c = 0; c < centred.chunks(); c++) {
            MatrixView rows = centred.chunk(c, chunk, numerics);
            numerics.multiply(rows, MatrixView.of(right, width, d).transposed(), product);
            for (int row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < width; i++) {
                    result[i][c * centred.chunkRows() + row] = product[row * width + i];
                }
            }
        }
        return result;
    }

    /// `Xᵀ·u` of each vector.
    ///
    /// @param vectors `[width, n]`
    /// @return `[width, d]`
    private double[][] across(double[][] vectors) {
        int width = vectors.length;
        double[][] result = new double[width][d];
        float[] product = new float[width * d];
        for (int c = 0; c < centred.chunks(); c++) {
            MatrixView rows = centred.chunk(c, chunk, numerics);
            float[] left = narrow(vectors, c * centred.chunkRows(), rows.rows());
            numerics.multiply(MatrixView.of(left, width, rows.rows()), rows, product);
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < d; j++) {
                    result[i][j] += product[i * d + j];
                }
            }
        }
        return result;
    }

    private static float[] narrow(double[][] vectors, int from, int count) {
        float[] values = new float[vectors.length * count];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < count; j++) {
                values[i * count + j] = (float) vectors[i][from + j];
            }
        }
        return values;
    }
}
