package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final Dataset ten = numbered(10);

    @Test
    void theLastIncompleteBatchIsKeptOrDropped() {
        Batches kept = Batches.inOrder(ten, 4, false);
        Batches dropped = Batches.inOrder(ten, 4, true);
        assertThat(IntStream.range(0, kept.count()).map(kept.epoch(0)::rows)).containsExactly(4, 4, 2);
        assertThat(IntStream.range(0, dropped.count()).map(dropped.epoch(0)::rows))
                .containsExactly(4, 4);
        assertThat(kept.rowsPerEpoch()).isEqualTo(10);
        assertThat(dropped.rowsPerEpoch()).isEqualTo(8);
    }

    @Test
    void batchesInOrderTakeTheRowsAsTheyStand() {
        Batches batches = Batches.inOrder(ten, 4, false);
        assertThat(rows(batches, 1)).isEqualTo(rows(batches, 2)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    /// 14 rows in 4 streams: two of 4 rows, two of 3.
    @Test
    void eachRowOfStreamsGoesOnWithThatOfTheBatchBefore() {
        Batches batches = Batches.streams(numbered(14), 4, false);
        assertThat(rows(batches, 0)).containsExactly(0, 4, 8, 11, 1, 5, 9, 12, 2, 6, 10, 13, 3, 7);
        assertThat(batches.epoch(0).rows(3)).isEqualTo(2);
        assertThat(Batches.streams(numbered(14), 4, true).count()).isEqualTo(3);
        assertThat(rows(Batches.streams(numbered(3), 4, false), 0)).containsExactly(0, 1, 2);
    }

    @Test
    void everyEpochTakesEveryRowOnceInAnOrderOfItsOwn() {
        Batches batches = Batches.shuffled(numbered(100), 7, false, 1);
        assertThat(rows(batches, 1)).isNotEqualTo(rows(batches, 2));
        for (int epoch = 1; epoch <= 5; epoch++) {
            assertThat(rows(batches, epoch).stream().sorted())
                    .isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void theOrderOfAnEpochDependsOnSeedAndEpochAlone() {
        List<Integer> third = rows(Batches.shuffled(numbered(100), 7, false, 5), 3);
        Batches again = Batches.shuffled(numbered(100), 10, false, 5);
        rows(again, 9);
        assertThat(rows(again, 3)).isEqualTo(third);
        assertThat(rows(Batches.shuffled(numbered(100), 7, false, 6), 3)).isNotEqualTo(third);
    }

    @Test
    void examplesAndTargetsAreFilledFromTheSameRows() {
        Batches batches = Batches.shuffled(ten, 4, false, 1);
        Batches.Epoch epoch = batches.epoch(1);
        float[] examples = new float[8];
        float[] targets = new float[4];
        Arrays.fill(examples, -5);
        epoch.fill(2, examples, targets);
        for (int position = 0; position < 2; position++) {
            int row = epoch.row(2, position);
            assertThat(Arrays.copyOfRange(examples, 2 * position, 2 * position + 2))
                    .containsExactly(row, -row);
            assertThat(targets[position]).isEqualTo(row * row);
        }
        assertThat(Arrays.copyOfRange(examples, 4, 8)).containsOnly(-5);
    }

    @Test
    void evaluationTakesEveryRowInBatchesOfAtMostSoMany() {
        assertThat(Batches.everyRow(ten, 1000).count()).isEqualTo(1);
        assertThat(Batches.everyRow(ten, 1000).epoch(0).rows(0)).isEqualTo(10);
        assertThat(rows(Batches.everyRow(ten, 3), 1)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aBatchOfAllRowsIsOneBatch() {
        assertThat(Batches.inOrder(ten, 10, true).count()).isEqualTo(1);
    }

    @Test
    void aBatchLargerThanTheTrainingPartTakesAllOfIt() {
        Dataset train = new Datasets(Digits.load())
                .withTest(new Splitter.Random(0.2, 101L, Generator.NUMPY), 1)
                .train();
        Batches batches = Batches.shuffled(train, 2000, false, 1);
        assertThat(batches.count()).isEqualTo(1);
        assertThat(batches.batch()).isEqualTo(1437);
        assertThat(batches.rowsPerEpoch()).isEqualTo(1437);
        assertThatThrownBy(() -> Batches.shuffled(train, 2000, true, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "batch is 2000 but there are only 1437 training examples, and dropLast leaves out what does not fill a batch; "
                                + "set data.batch=1437, or omit dropLast");
    }

    @Test
    void aBatchOfNoRowsIsRefused() {
        assertThatThrownBy(() -> Batches.inOrder(ten, 0, false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("batch is 0");
    }

    private static List<Integer> rows(Batches batches, int number) {
        Batches.Epoch epoch = batches.epoch(number);
        List<Integer> rows = new ArrayList<>();
        for (int index = 0; index < batches.count(); index++) {
            for (int position = 0; position < epoch.rows(index); position++) {
                rows.add(epoch.row(index, position));
            }
        }
        return rows;
    }

    /// Row r has the example (r, -r) and the target r².
    private static Dataset numbered(int rows) {
        float[] examples = new float[2 * rows];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            examples[2 * row] = row;
            examples[2 * row + 1] = -row;
            targets[row] = row * row;
        }
        return new ArrayDataset(
                new DataCard("numbered"), new Tensor(Shape.of(rows, 2), examples), new Tensor(Shape.of(rows), targets));
    }
}
