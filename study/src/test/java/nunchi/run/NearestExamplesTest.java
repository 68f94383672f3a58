package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.run.NearestExamples.Neighbour;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NearestExamplesTest {
    private static final int SIDE = 30;

    /// Random brightnesses; every fifth picture is the one before it again.
    private static Dataset pictures(int rows) {
        RandomKey key = RandomKey.of(3);
        float[] values = new float[rows * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int row = i / (SIDE * SIDE);
            values[i] = row % 5 == 4 ? values[i - SIDE * SIDE] : (int) (256 * key.uniform(i));
        }
        DataCard card = new DataCard("noise", "a", "b").drawnAs(Shape.of(SIDE, SIDE, 1), InputRange.BYTE);
        return new ArrayDataset(card, new Tensor(Shape.of(rows, SIDE, SIDE, 1), values), Tensor.zeros(Shape.of(rows)));
    }

    private static double distance(Dataset data, int one, int other) {
        float[] values = new float[2 * SIDE * SIDE];
        data.example(one, values, 0);
        data.example(other, values, SIDE * SIDE);
        return Math.sqrt(IntStream.range(0, SIDE * SIDE)
                .mapToDouble(i -> Math.pow((values[i] - values[i + SIDE * SIDE]) / 255.0, 2))
                .sum());
    }

    private static NearestExamples nearest(int row, Dataset data, int count) {
        try (ReferenceBackend backend = new ReferenceBackend()) {
            return NearestExamples.of(data, new int[] {row}, data, count, backend.numerics());
        }
    }

    @Test
    void theNearestAreThoseOfALookAtEveryRow() {
        Dataset data = pictures(60);
        List<Integer> expected = IntStream.range(0, 60)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> distance(data, 7, row)))
                .limit(5)
                .toList();

        NearestExamples nearest = nearest(7, data, 5);

        assertThat(nearest.searched()).isEqualTo(60);
        assertThat(nearest.found().getFirst()).extracting(Neighbour::row).containsExactlyElementsOf(expected);
        assertThat(nearest.found().getFirst().getFirst()).isEqualTo(new Neighbour(7, 0));
        assertThat(nearest.found().getFirst().get(1).distance())
                .isCloseTo(distance(data, 7, expected.get(1)), within(1e-5));
    }

    /// 20,000 pictures of 900 values are looked at in three goes.
    @Test
    void theNearestOfAllPartsAreKept() {
        float[] values = new float[20_000 * SIDE * SIDE];
        for (int row = 0; row < 20_000; row++) {
            values[row * SIDE * SIDE] = Math.abs(row - 9_319);
        }
        DataCard card = new DataCard("steps", "a", "b").drawnAs(Shape.of(SIDE, SIDE, 1), InputRange.UNIT);
        Dataset data = new ArrayDataset(
                card, new Tensor(Shape.of(20_000, SIDE, SIDE, 1), values), Tensor.zeros(Shape.of(20_000)));

        assertThat(nearest(9_319, data, 3).found().getFirst())
                .containsExactly(new Neighbour(9_319, 0), new Neighbour(9_318, 1), new Neighbour(9_320, 1));
    }

    @Test
    void ofEquallyDistantRowsTheEarlierCounts() {
        assertThat(nearest(9, pictures(10), 2).found().getFirst())
                .containsExactly(new Neighbour(8, 0), new Neighbour(9, 0));
    }

    @Test
    void fewerRowsThanAskedForAreAllFound() {
        assertThat(nearest(0, pictures(2), 3).found().getFirst())
                .extracting(Neighbour::row)
                .containsExactly(0, 1);
    }

    @Test
    void ofNoPicturesNoneAreSought() {
        Dataset data = pictures(5);
        try (ReferenceBackend backend = new ReferenceBackend()) {
            assertThat(NearestExamples.of(data, new int[0], data, 3, backend.numerics())
                            .found())
                    .isEmpty();
        }
    }
}
