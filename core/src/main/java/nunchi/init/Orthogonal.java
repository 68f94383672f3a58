package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// A weight `[…, last]` as a matrix `[fan in, last]` with orthonormal columns (or rows, where there are fewer), times a
/// gain: Gaussian values made orthonormal by the modified Gram-Schmidt process, run twice.
///
/// Saxe, McClelland, Ganguli: *Exact solutions to the nonlinear dynamics of learning in deep linear neural networks*,
/// ICLR 2014.
///
/// @param gain factor of the orthonormal matrix (default: 1)
public record Orthogonal(double gain) implements Init {
    public Orthogonal() {
        this(1);
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        int rows = shape.rows();
        int columns = shape.last();
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        double[][] vectors = orthonormal(count, length, new Normal().values(Shape.of(count, length), key));
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            values[i] = gain * (rows >= columns ? vectors[column][row] : vectors[row][column]);
        }
        return values;
    }

    private static double[][] orthonormal(int count, int length, double[] normal) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(normal, i * length, vectors[i], 0, length);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    addMultiple(vectors[i], -dot(vectors[i], vectors[j]), vectors[j]);
                }
            }
            double scale = 1 / StrictMath.sqrt(dot(vectors[i], vectors[i]));
            addMultiple(vectors[i], scale - 1, vectors[i]);
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addMultiple(double[] target, double factor, double[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }
}
