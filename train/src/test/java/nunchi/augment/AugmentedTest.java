package nunchi.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.data.BatchStream;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Subset;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;

class AugmentedTest {
    private static final List<Augmentation> CHANGES =
            List.of(new FlipHorizontal(), new Shift(0.2), new Rotate(20), new Brightness(0.1));

    /// 64 values a row, drawn as 8x8x1.
    private final Dataset digits =
            new Subset(Digits.load(), IntStream.range(0, 50).toArray());

    private static float[] row(Dataset data, int row) {
        float[] values = new float[data.example().size() + 3];
        data.example(row, values, 3);
        return Arrays.copyOfRange(values, 3, values.length);
    }

    @Test
    void rowsDifferFromEpochToEpochAndAreTheSameInTheSame() {
        Dataset augmented = Augmented.of(digits, CHANGES, 1);
        assertThat(row(augmented.epoch(2), 7))
                .containsExactly(row(Augmented.of(digits, CHANGES, 1).epoch(2), 7));
        assertThat(row(augmented.epoch(2), 7))
                .isNotEqualTo(row(augmented.epoch(3), 7))
                .isNotEqualTo(row(digits, 7));
        assertThat(row(augmented.epoch(2), 7))
                .isNotEqualTo(row(Augmented.of(digits, CHANGES, 2).epoch(2), 7));
        assertThat(row(augmented.epoch(2), 7)).hasSize(64);
        assertThat(augmented.label(7)).isEqualTo(digits.label(7));
    }

    @Test
    void flipsThatAlternateShowBothSidesInTwoEpochs() {
        Dataset augmented = Augmented.of(digits, List.of(new FlipHorizontal(0.5, true)), 1);
        Dataset always = Augmented.of(digits, List.of(new FlipHorizontal(1)), 1);
        int flippedFirst = 0;
        for (int row = 0; row < digits.size(); row++) {
            float[] first = row(augmented.epoch(0), row);
            boolean flipped = Arrays.equals(first, row(always, row));
            flippedFirst += flipped ? 1 : 0;
            assertThat(first).containsExactly(row(flipped ? always : digits, row));
            assertThat(row(augmented.epoch(1), row)).containsExactly(row(flipped ? digits : always, row));
            assertThat(row(augmented.epoch(4), row)).containsExactly(first);
        }
        assertThat(flippedFirst).isBetween(15, 35);
    }

    @Test
    void aRowIsTheSameInWhateverBatchAndByHoweverManyThreads() {
        Dataset augmented = Augmented.of(digits, CHANGES, 1);
        for (int threads : new int[] {0, 1, 4}) {
            for (int size : new int[] {50, 7}) {
                Batches batches = Batches.shuffled(augmented, size, false, size);
                try (BatchStream stream = new BatchStream(batches, 0, 3, threads)) {
                    for (int i = 0; i < 3 * batches.count(); i++) {
                        BatchStream.Batch batch = stream.next();
                        int epoch = i / batches.count();
                        int last = batch.rows() - 1;
                        int row = batches.epoch(epoch).row(i % batches.count(), last);
                        assertThat(Arrays.copyOfRange(batch.examples(), 64 * last, 64 * (last + 1)))
                                .containsExactly(row(augmented.epoch(epoch), row));
                    }
                }
            }
        }
    }

    @Test
    void withoutChangesTheDataIsWhatItWas() {
        assertThat(Augmented.of(digits, List.of(), 1)).isSameAs(digits);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> Augmented.of(Samples.clouds(5, 1), CHANGES, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "augment changes images, but examples of clouds have the shape [2]; images are [rows, columns, channels]");
    }
}
