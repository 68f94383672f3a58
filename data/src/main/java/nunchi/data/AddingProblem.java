package nunchi.data;

import java.util.List;
import java.util.stream.Stream;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// The adding problem of Hochreiter and Schmidhuber (*Long short-term memory*, Neural Computation 9, 1997), drawn with
/// Nunchi's random numbers and the same every time: a sequence of values, two of which are marked, one in each half;
/// their sum is to be told at the end.
///
/// | array | shape |
/// |---|---|
/// | example | `[steps, 2]`: a value between 0 and 1, and its mark, 1 or 0 |
/// | target | `[1]`: the sum of the two marked values |
///
/// Whoever always answers 1 has a mean squared error of 1/6, twice the variance of a value.
///
/// @param steps of a sequence
record AddingProblem(int steps) implements MadeSource {
    /// The lengths there are.
    static final List<DataSource> ALL =
            Stream.of(50, 100, 200).<DataSource>map(AddingProblem::new).toList();

    private static final int TRAINING = 20_000;
    private static final int TEST = 2_000;
    private static final int FEATURES = 2;

    @Override
    public String name() {
        return "adding-" + steps;
    }

    @Override
    public String description() {
        return "%d values and marks, and the sum of the two marked values (Hochreiter, Schmidhuber 1997)"
                .formatted(steps);
    }

    @Override
    public List<Integer> rows() {
        return List.of(TRAINING, TEST);
    }

    @Override
    public Datasets make() {
        return new Datasets(part("training", TRAINING), null, part("test", TEST));
    }

    private Dataset part(String part, int rows) {
        RandomKey key = RandomKey.of(1).with(name()).with(part);
        RandomKey places = key.with("places");
        float[] examples = new float[rows * steps * FEATURES];
        float[] sums = new float[rows];
        for (int row = 0; row < rows; row++) {
            int first = row * steps;
            for (int step = first; step < first + steps; step++) {
                examples[step * FEATURES] = (float) key.uniform(step);
            }
            int half = steps / 2;
            int early = first + (int) (places.uniform(2L * row) * half);
            int late = first + half + (int) (places.uniform(2L * row + 1) * (steps - half));
            examples[early * FEATURES + 1] = 1;
            examples[late * FEATURES + 1] = 1;
            sums[row] = examples[early * FEATURES] + examples[late * FEATURES];
        }
        return new ArrayDataset(
                new DataCard(name()),
                new Tensor(Shape.of(rows, steps, FEATURES), examples),
                new Tensor(Shape.of(rows, 1), sums));
    }
}
