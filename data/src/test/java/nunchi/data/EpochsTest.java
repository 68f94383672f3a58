package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.augment.Augmented;
import nunchi.augment.FlipHorizontal;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// A data set of a program's own that is another in every epoch stays so, whatever is made of it.
class EpochsTest {
    /// Every value of an example is the number of the epoch, and -1 outside of any.
    private record Counting(int epoch) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("counting", "no", "yes");
        }

        @Override
        public Shape example() {
            return Shape.of(2, 2, 1);
        }

        @Override
        public int size() {
            return 4;
        }

        @Override
        public void example(int row, float[] into, int offset) {
            for (int i = 0; i < example().size(); i++) {
                into[offset + i] = epoch;
            }
        }

        @Override
        public void target(int row, float[] into, int offset) {
            into[offset] = row % 2;
        }

        @Override
        public Dataset epoch(int number) {
            return new Counting(number);
        }
    }

    private static void assertCounts(Dataset data) {
        assertThat(data.example(1)).containsOnly(-1);
        assertThat(data.epoch(3).example(1)).containsOnly(3);
        assertThat(data.epoch(3).label(1)).isEqualTo(data.label(1));
    }

    @Test
    void inASubset() {
        assertCounts(new Subset(new Counting(-1), 3, 0));
    }

    @Test
    void withOtherClassNumbers() {
        assertCounts(new RenumberedDataset(new Counting(-1), List.of("yes", "no"), new int[] {1, 0}));
    }

    @Test
    void withRandomChanges() {
        assertCounts(Augmented.of(new Counting(-1), List.of(new FlipHorizontal()), 1));
    }
}
