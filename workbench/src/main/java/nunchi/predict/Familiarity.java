package nunchi.predict;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;

/// Whether examples are like those that a model learnt from: `d(x) = min |x - xᵢ|` over 5,000 training examples xᵢ at even distances in their order, against the
/// 99 % quantile of the same distance over 1,000 other training examples. One in a hundred examples of the same kind is called unlike; what is near in all its
/// values and yet of no class is not found. A blank page is near to many a photograph, so that an example is unlike too where the standard
/// deviation of its values is below three quarters of the least among the 6,000.
final class Familiarity {
    private static final int KNOWN = 5000;
    private static final int ASKED = 1000;
    private static final int LEAST = 200;
    private static final double QUANTILE = 0.99;
    /// Of the least deviation: drawings with a fine pen have a little less ink than all of UCI's digits.
    private static final double FLAT = 0.75;

    private final MatrixView known;
    private final double limit;
    private final double leastDeviation;
    private final Numerics numerics;

    private Familiarity(MatrixView known, double limit, double leastDeviation, Numerics numerics) {
        this.known = known;
        this.limit = limit;
        this.leastDeviation = leastDeviation;
        this.numerics = numerics;
    }

    /// @return null for fewer than 200 examples
    static Familiarity of(Dataset train, Numerics numerics) {
        if (train.size() < LEAST) {
            return null;
        }
        int asked = Math.min(ASKED, train.size() / 5);
        int count = Math.min(KNOWN, train.size() - asked);
        MatrixView questions = rows(train, asked, i -> (int) ((long) i * train.size() / asked));
        boolean[] taken = new boolean[train.size()];
        for (int i = 0; i < asked; i++) {
            taken[(int) ((long) i * train.size() / asked)] = true;
        }
        int[] others = IntStream.range(0, train.size()).filter(row -> !taken[row]).toArray();
        MatrixView known = rows(train, count, i -> others[(int) ((long) i * others.length / count)]);
        float[] squares = numerics.nearest(questions, known, 1).squares().clone();
        Arrays.sort(squares);
        return new Familiarity(known, squares[(int) (QUANTILE * (asked - 1))], Math.min(leastDeviation(questions), leastDeviation(known)), numerics);
    }

    private static double leastDeviation(MatrixView rows) {
        int size = rows.columns();
        return IntStream.range(0, rows.rows()).mapToDouble(row -> deviation(rows.values(), rows.first() + row * size, size)).min().orElse(0);
    }

    private static double deviation(float[] values, int from, int size) {
        double mean = IntStream.range(from, from + size).mapToDouble(i -> values[i]).sum() / size;
        return Math.sqrt(IntStream.range(from, from + size).mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).sum() / size);
    }

    private static MatrixView rows(Dataset data, int count, IntUnaryOperator choice) {
        int size = data.example().size();
        float[] values = new float[Math.multiplyExact(count, size)];
        for (int i = 0; i < count; i++) {
            data.example(choice.applyAsInt(i), values, i * size);
        }
        return MatrixView.of(values, count, size);
    }

    /// @param example in the range of the data set
    boolean isUnlike(float[] example) {
        boolean flat = deviation(example, 0, example.length) < FLAT * leastDeviation;
        return flat || numerics.nearest(MatrixView.of(example, 1, example.length), known, 1).squares()[0] > limit;
    }
}
