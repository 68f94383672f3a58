package nunchi.reference;

import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.backend.NumericsChecks;
import nunchi.backend.PlaneConvolution;
import nunchi.check.StoppedException;

/// The definition of [Numerics]: sums in float64 as their formulas are written.
final class ReferenceNumerics implements Numerics {

    @Override
    public void multiply(MatrixView left, MatrixView right, float[] product) {
        NumericsChecks.product(left, right, product);
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < right.columns(); j++) {
                double sum = 0;
                for (int p = 0; p < left.columns(); p++) {
                    sum += (double) left.get(i, p) * right.get(p, j);
                }
                product[i * right.columns() + j] = (float) sum;
            }
        }
    }

    @Override
    public Neighbours nearest(MatrixView queries, MatrixView points, int count) {
        NumericsChecks.neighbours(queries, points, count, points.rows());
        return search(queries, points, count, false);
    }

    @Override
    public Neighbours neighbours(MatrixView rows, int count) {
        NumericsChecks.neighbours(rows, rows, count, rows.rows() - 1);
        return search(rows, rows, count, true);
    }

    private static Neighbours search(MatrixView queries, MatrixView points, int count, boolean others) {
        int[] indices = new int[queries.rows() * count];
        float[] squares = new float[queries.rows() * count];
        for (int i = 0; i < queries.rows(); i++) {
            int query = i;
            double[] square = IntStream.range(0, points.rows())
                    .mapToDouble(j -> square(queries, query, points, j))
                    .toArray();
            int[] nearest = IntStream.range(0, points.rows())
                    .filter(j -> !others || j != query)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer j) -> square[j]).thenComparing(j -> j))
                    .limit(count)
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < count; rank++) {
                indices[i * count + rank] = nearest[rank];
                squares[i * count + rank] = (float) square[nearest[rank]];
            }
        }
        return new Neighbours(count, indices, squares);
    }

    private static double square(MatrixView queries, int i, MatrixView points, int j) {
        double sum = 0;
        for (int p = 0; p < points.columns(); p++) {
            double difference = (double) queries.get(i, p) - points.get(j, p);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public PlaneConvolution convolution(float[] kernel, int rows, int columns) {
        return (plane, result) -> {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < rows; k++) {
                        for (int l = 0; l < columns; l++) {
                            sum += (double) kernel[Math.abs(i - k) * columns + Math.abs(j - l)]
                                    * plane[k * columns + l];
                        }
                    }
                    result[i * columns + j] = (float) sum;
                }
            }
        };
    }

    @Override
    public void share(int count, IntConsumer work) {
        StoppedException.ifInterrupted();
        for (int i = 0; i < count; i++) {
            work.accept(i);
        }
    }
}
