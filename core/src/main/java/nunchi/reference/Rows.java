package nunchi.reference;

import nunchi.tensor.FlushToZero;

/// Ops on the vectors along the last axis.
final class Rows {
    private Rows() {}

    static double[] softmax(double[] x, int columns) {
        double[] result = logSoftmax(x, columns);
        for (int i = 0; i < result.length; i++) {
            result[i] = FlushToZero.probability(StrictMath.exp(result[i]));
        }
        return result;
    }

    private static double[] logSoftmax(double[] x, int columns) {
        double[] result = new double[x.length];
        for (int row = 0; row < x.length; row += columns) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                largest = Math.max(largest, x[row + j]);
            }
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += StrictMath.exp(x[row + j] - largest);
            }
            for (int j = 0; j < columns; j++) {
                result[row + j] = x[row + j] - largest - StrictMath.log(sum);
            }
        }
        return result;
    }

    static double[] crossEntropy(double[] logits, double[] targets, int columns) {
        double[] logProbabilities = logSoftmax(logits, columns);
        double[] losses = new double[logits.length / columns];
        for (int i = 0; i < logits.length; i++) {
            losses[i / columns] -= targets[i] * logProbabilities[i];
        }
        return losses;
    }

    static double[] oneHot(double[] labels, int classes) {
        double[] result = new double[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            for (int j = 0; j < classes; j++) {
                result[row * classes + j] = labels[row] == j ? 1 : 0;
            }
        }
        return result;
    }

    /// Rows of `size` values of a table, by their numbers; zeros for what is none of them.
    static double[] gather(double[] table, double[] ids, int size) {
        double[] result = new double[ids.length * size];
        for (int i = 0; i < ids.length; i++) {
            if (isIndex(ids[i], table.length / size)) {
                System.arraycopy(table, (int) ids[i] * size, result, i * size, size);
            }
        }
        return result;
    }

    static double[] scatterAdd(double[] ids, double[] values, int rows) {
        int size = values.length / ids.length;
        double[] table = new double[rows * size];
        for (int i = 0; i < ids.length; i++) {
            for (int j = 0; j < size && isIndex(ids[i], rows); j++) {
                table[(int) ids[i] * size + j] += values[i * size + j];
            }
        }
        return table;
    }

    private static boolean isIndex(double id, int rows) {
        return id >= 0 && id < rows && id == Math.rint(id);
    }
}
