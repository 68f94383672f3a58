package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.token.LengthSettings;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts are put into the smallest bucket that holds them, and batches are of one bucket.
final class BucketsTest {
    private static final int ROWS = 97;
    private static final TextSettings CHARACTERS =
            new TextSettings(new Tokens.Characters(), null, null, new LengthSettings(9, null));

    /// Row r has a text of 1 + r % 9 letters.
    private static Dataset texts() {
        List<String> texts = IntStream.range(0, ROWS)
                .mapToObj(row -> "abcdefghi".substring(0, 1 + row % 9))
                .toList();
        List<String> labels = IntStream.range(0, ROWS)
                .mapToObj(row -> row % 2 == 0 ? "even" : "odd")
                .toList();
        return new Datasets(Dataset.ofTexts(texts, labels)).encoded(CHARACTERS).train();
    }

    private static Dataset pairs(boolean countPadding, String... pairs) {
        List<String> texts =
                Arrays.stream(pairs).map(pair -> pair.split(" ")[0]).toList();
        List<String> targets =
                Arrays.stream(pairs).map(pair -> pair.split(" ")[1]).toList();
        return new Datasets(Dataset.ofTextPairs(texts, targets))
                .encoded(CHARACTERS, new TargetText(null, CHARACTERS, countPadding))
                .train();
    }

    private static Batches bucketed(Batches batches) {
        return batches.inBuckets(Buckets.of(batches.data(), List.of(2, 5)));
    }

    private static List<List<Integer>> rows(Batches batches, int epoch) {
        Batches.Epoch rows = batches.epoch(epoch);
        return IntStream.range(0, batches.count())
                .mapToObj(index -> IntStream.range(0, rows.rows(index))
                        .mapToObj(position -> rows.row(index, position))
                        .toList())
                .toList();
    }

    @Test
    void theLengthOfAnExampleIsTheLastBucketListedOrNot() {
        for (List<Integer> lengths : List.of(List.of(2, 5), List.of(2, 5, 9))) {
            Buckets buckets = Buckets.of(texts(), lengths);
            assertThat(IntStream.range(0, buckets.count())
                            .mapToObj(bucket -> buckets.form(bucket).example()))
                    .containsExactly(Shape.of(2), Shape.of(5), Shape.of(9));
            assertThat(IntStream.range(0, 3).map(buckets::rows)).containsExactly(22, 33, 42);
            assertThat(IntStream.of(1, 2, 5, 6, 9).map(length -> buckets.of(length - 1)))
                    .containsExactly(0, 0, 1, 2, 2);
        }
    }

    /// A target's end is a token; one that fills all steps has none.
    @Test
    void theLongerOfTwoTextsDecides() {
        Buckets buckets = Buckets.of(
                pairs(false, "a x", "ab x", "a xy", "abcde x", "abcdef x", "a xyxy", "a xyxyx", "a xyxyxyxyx"),
                List.of(2, 5));
        assertThat(IntStream.range(0, 8).map(buckets::of)).containsExactly(0, 0, 1, 1, 2, 1, 2, 2);
        assertThat(buckets.form(1)).isEqualTo(new BatchForm(1, Shape.of(5), Shape.of(5)));
    }

    @Test
    void everyBatchIsOfOneBucketAndEveryRowIsInOne() {
        Batches batches = bucketed(Batches.shuffled(texts(), 10, false, 1));
        assertThat(batches.count()).isEqualTo(3 + 4 + 5);
        assertThat(batches.rowsPerEpoch()).isEqualTo(ROWS);
        for (int epoch = 0; epoch < 3; epoch++) {
            List<List<Integer>> rows = rows(batches, epoch);
            assertThat(rows.stream().flatMap(List::stream).sorted())
                    .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
            List<Integer> sizes = new ArrayList<>();
            for (int index = 0; index < batches.count(); index++) {
                int bucket = batches.epoch(epoch).bucket(index);
                assertThat(rows.get(index)).allMatch(row -> bucket == (row % 9 < 2 ? 0 : row % 9 < 5 ? 1 : 2));
                sizes.add(rows.get(index).size());
                assertThat(batches.forms()).contains(batches.epoch(epoch).form(index));
            }
            assertThat(sizes.stream().sorted()).containsExactly(2, 2, 3, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        }
    }

    @Test
    void theOrderOfBatchesIsMixedByTheSeedAndTheEpoch() {
        Batches batches = bucketed(Batches.shuffled(texts(), 10, false, 1));
        Set<List<Integer>> orders = new HashSet<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            Batches.Epoch rows = batches.epoch(epoch);
            orders.add(
                    IntStream.range(0, batches.count()).mapToObj(rows::bucket).toList());
        }
        assertThat(orders).hasSize(5);
        Batches again = bucketed(Batches.shuffled(texts(), 10, false, 1));
        rows(again, 3);
        assertThat(rows(again, 2)).isEqualTo(rows(batches, 2));
        assertThat(rows(bucketed(Batches.shuffled(texts(), 10, false, 2)), 2)).isNotEqualTo(rows(batches, 2));
    }

    @Test
    void withoutShufflingABatchComesWhenItsBucketHasEnough() {
        assertThat(rows(bucketed(Batches.inOrder(texts(), 20, false)), 7))
                .extracting(List::size)
                .containsExactly(20, 20, 20, 20, 2, 13, 2);
        assertThat(rows(bucketed(Batches.inOrder(texts(), 20, false)), 0).getLast())
                .containsExactly(95, 96);
    }

    @Test
    void whatDoesNotFillABatchIsDroppedOfEachBucket() {
        Batches batches = bucketed(Batches.shuffled(texts(), 20, true, 1));
        assertThat(rows(batches, 0)).extracting(List::size).containsExactly(20, 20, 20, 20);
        assertThat(batches.rowsPerEpoch()).isEqualTo(80);
        assertThat(batches.forms()).hasSize(3).allMatch(form -> form.rows() == 20);
        assertThatThrownBy(() -> bucketed(Batches.shuffled(texts(), 30, true, 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "dropLast leaves out what does not fill a batch of 30, and the bucket of 2 tokens has only 22 examples; omit dropLast, or leave this bucket out of data.buckets");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void batchesHoldTheBeginningsOfTheirRows(int threads) {
        Dataset data = pairs(false, "abc xyx", "a x", "b y", "ab xx", "abcdefg x", "c y");
        Batches batches = bucketed(Batches.shuffled(data, 2, false, 4));
        try (BatchStream stream = new BatchStream(batches, 0, 2, threads)) {
            for (int i = 0; i < 2 * batches.count(); i++) {
                BatchStream.Batch batch = stream.next();
                Batches.Epoch rows = batches.epoch(i / batches.count());
                int index = i % batches.count();
                BatchForm form = rows.form(index);
                assertThat(batch.form()).isEqualTo(form);
                for (int position = 0; position < batch.rows(); position++) {
                    int row = rows.row(index, position);
                    float[] target = new float[data.target().size()];
                    data.target(row, target, 0);
                    assertThat(part(batch.examples(), position, form.example()))
                            .containsExactly(Arrays.copyOf(
                                    data.example(row), form.example().size()));
                    assertThat(part(batch.targets(), position, form.target()))
                            .containsExactly(Arrays.copyOf(target, form.target().size()));
                }
            }
        }
    }

    private static float[] part(float[] values, int position, Shape shape) {
        return Arrays.copyOfRange(values, position * shape.size(), (position + 1) * shape.size());
    }

    @Test
    void bucketsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Buckets.of(texts(), List.of(2, 10)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "data.buckets has 10, but the longest example of data has 9 tokens; leave it out, or give a larger length.max");
        assertThatThrownBy(() -> Buckets.of(Digits.load(), List.of(2)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "data.buckets says how far texts are padded, but the examples of digits are no texts; leave it out, or name the column of texts: data.text");
        assertThatThrownBy(() -> Buckets.of(pairs(true, "a x", "b y"), List.of(2)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "data.buckets leaves padding out, and targetText.countPadding counts it; leave one of the two out");
    }
}
