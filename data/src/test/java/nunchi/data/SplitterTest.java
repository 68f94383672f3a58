package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Fitted;
import nunchi.layer.Standardize;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden numbers are those of scikit-learn 1.2.1's `train_test_split`, `StratifiedShuffleSplit`, `KFold`,
/// `StratifiedKFold` and `StandardScaler`.
class SplitterTest {
    private static final Splitter SCIKIT_LEARN = new Splitter.Random(0.2, 101L, Generator.NUMPY);
    private static final int[] LABELS = {2, 0, 1, 1, 0, 2, 2, 2, 0, 1, 2, 2, 1, 2, 0, 2, 2};
    private static final Offset<Float> FLOAT_BITS = within(1e-6f);

    @Test
    void theDigitsAreSplitAsScikitLearnDoes() {
        Datasets parts = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1);
        assertThat(parts.train().size()).isEqualTo(1437);
        assertThat(parts.test().size()).isEqualTo(360);
        assertThat(labels(parts.test(), 20))
                .containsExactly(7, 4, 7, 9, 1, 7, 5, 7, 1, 0, 1, 7, 1, 6, 6, 8, 4, 9, 7, 0);
        assertThat(labels(parts.train(), 10)).containsExactly(8, 7, 9, 6, 0, 3, 7, 8, 1, 4);
    }

    @Test
    void theFirstTrainingImageIsScikitLearnsEight() {
        Dataset train = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1).train();
        float[] image = new float[64];
        train.example(0, image, 0);
        assertThat(train.label(0)).isEqualTo(8);
        assertThat(image).startsWith(0, 0, 0, 9, 16, 6, 0, 0, 0, 0, 4, 15, 6, 15, 0, 0);
        assertThat(((Subset) train).rowInWhole(0)).isEqualTo(534);
    }

    @Test
    void standardizeFindsScikitLearnsMeansAndDeviations() {
        Dataset train = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1).train();
        Fitted.Fitting fitting = new Standardize().fitting(train.example());
        float[] example = new float[64];
        for (int row = 0; row < train.size(); row++) {
            train.example(row, example, 0);
            fitting.accept(example, 0);
        }
        Map<String, Tensor> statistics = fitting.statistics();
        int[] columns = {0, 1, 2, 3, 20, 36, 39, 61, 63};
        assertThat(at(statistics.get("mean"), columns))
                .containsExactly(
                        new float[] {
                            0, 0.31663187f, 5.2164231f, 11.852470f, 7.1162143f, 10.270007f, 0, 6.8740431f, 0.37021573f
                        },
                        FLOAT_BITS);
        assertThat(at(statistics.get("deviation"), columns))
                .containsExactly(
                        new float[] {
                            1, 0.93747930f, 4.7414496f, 4.2670693f, 6.1968178f, 5.9700737f, 1, 5.8870251f, 1.8636629f
                        },
                        FLOAT_BITS);
    }

    @Test
    void aNumberOfRowsIsHeldOutAsScikitLearnDoes() {
        Splitter.Cut cut = new Splitter.Random(300, 7L, Generator.NUMPY).cut(rows(1797), 1);
        assertThat(cut.held()).hasSize(300).startsWith(58, 1039, 1550, 813, 372);
        assertThat(cut.kept()).hasSize(1497).startsWith(1081, 294, 286, 300, 353);
    }

    @Test
    void aFractionIsRoundedUpAsScikitLearnDoes() {
        Splitter.Cut cut = new Splitter.Random(0.25, 3L, Generator.NUMPY).cut(rows(10), 1);
        assertThat(cut.held()).containsExactly(5, 4, 1);
        assertThat(cut.kept()).containsExactly(2, 9, 6, 7, 0, 3, 8);
    }

    @Test
    void aRandomSplitTakesTheRunsSeedUnlessItHasItsOwn() {
        assertThat(new Splitter.Random(0.5).cut(rows(100), 1).held())
                .isNotEqualTo(new Splitter.Random(0.5).cut(rows(100), 2).held());
        assertThat(new Splitter.Random(0.5, 9L, Generator.NUNCHI)
                        .cut(rows(100), 1)
                        .held())
                .isEqualTo(new Splitter.Random(0.5, 9L, Generator.NUNCHI)
                        .cut(rows(100), 2)
                        .held())
                .isEqualTo(new Splitter.Random(0.5).cut(rows(100), 9).held());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.3, 0.999, 1, 37, 999})
    void everyRowIsInExactlyOnePart(double amount) {
        for (Splitter split : new Splitter[] {
            new Splitter.Random(amount), new Splitter.Random(amount, 4L, Generator.NUMPY), new Splitter.Last(amount)
        }) {
            Splitter.Cut cut = split.cut(rows(1000), 1);
            int[] all = IntStream.concat(Arrays.stream(cut.kept()), Arrays.stream(cut.held()))
                    .sorted()
                    .toArray();
            assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
            assertThat(cut.held().length).isEqualTo((int) Math.round(amount < 1 ? 1000 * amount : amount));
        }
    }

    @Test
    void theLastRowsAreKerasValidationPart() {
        assertThat(new Splitter.Last(0.2).cut(rows(60_000), 1).kept())
                .hasSize(48_000)
                .startsWith(0, 1)
                .endsWith(47_999);
        // Keras: 1437 - floor(1437 · 0.9) = 144
        assertThat(new Splitter.Last(0.1).cut(rows(1437), 1).held())
                .hasSize(144)
                .startsWith(1293)
                .endsWith(1436);
        assertThat(new Splitter.Last(2).cut(rows(5), 1).held()).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, -3, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 1e10})
    void anAmountThatIsNoFractionAndNoNumberOfRowsIsRefused(double amount) {
        refused(() -> new Splitter.Random(amount), "amount is " + amount);
        refused(() -> new Splitter.Last(amount), "amount is " + amount);
    }

    @Test
    void aSplitThatLeavesAPartEmptyIsRefused() {
        refused(
                () -> new Splitter.Random(2000).cut(rows(1437), 1),
                "a split of 1437 rows (2,000 rows, at random) would hold out 2000 and keep 0 for training; neither may be empty");
        refused(() -> new Splitter.Random(0.9).cut(rows(1), 1), "would hold out 1 and keep 0");
        refused(() -> new Splitter.Last(5).cut(rows(5), 1), "the last 5 rows");
        refused(() -> new Splitter.Last(1e-17).cut(rows(5), 1), "would hold out 0 and keep 5");
    }

    @Test
    void theClassesAreInProportionAsInScikitLearn() {
        // next(StratifiedShuffleSplit(1, test_size=0.3, random_state=7).split(X, y)), then test_size=5, random_state=11
        Splitter.Cut third = new Splitter.Stratified(0.3, 7L, Generator.NUMPY).cut(classed(3, LABELS), 1);
        assertThat(third.kept()).containsExactly(7, 13, 14, 16, 3, 11, 4, 9, 6, 10, 8);
        assertThat(third.held()).containsExactly(12, 0, 2, 5, 15, 1);
        Splitter.Cut five = new Splitter.Stratified(5, 11L, Generator.NUMPY).cut(classed(3, LABELS), 1);
        assertThat(five.kept()).containsExactly(10, 7, 13, 8, 9, 11, 0, 16, 12, 4, 1, 2);
        assertThat(five.held()).containsExactly(3, 14, 5, 6, 15);
        // y = [0, 1, 2, 3] * 6, test_size=6, random_state=3: all remainders are equal
        int[] even = IntStream.range(0, 24).map(row -> row % 4).toArray();
        assertThat(new Splitter.Stratified(6, 3L, Generator.NUMPY)
                        .cut(classed(4, even), 1)
                        .held())
                .containsExactly(21, 3, 0, 10, 2, 12);
        Splitter.Cut digits = new Splitter.Stratified(0.2, 101L, Generator.NUMPY).cut(Digits.load(), 1);
        assertThat(digits.kept()).startsWith(63, 82, 1715, 737, 142, 614, 1200, 1599);
        assertThat(digits.held())
                .startsWith(1180, 53, 1604, 1351, 824, 1771, 147, 424)
                .hasSize(360);
    }

    @Test
    void eachRowIsInOneFoldAsInScikitLearn() {
        // KFold(4) and StratifiedKFold(4) in order, then with shuffle=True, random_state=5
        Dataset data = classed(3, LABELS);
        assertThat(folds(data, false, false))
                .isDeepEqualTo(new int[][] {{0, 1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}, {13, 14, 15, 16}});
        assertThat(folds(data, true, false))
                .isDeepEqualTo(new int[][] {{0, 1, 2, 5, 6}, {3, 4, 7, 10}, {8, 9, 11, 13}, {12, 14, 15, 16}});
        assertThat(folds(data, false, true))
                .isDeepEqualTo(new int[][] {{1, 2, 5, 10, 11}, {4, 7, 12, 16}, {0, 8, 9, 15}, {3, 6, 13, 14}});
        assertThat(folds(data, true, true))
                .isDeepEqualTo(new int[][] {{0, 8, 10, 11, 12}, {1, 3, 5, 16}, {2, 13, 14, 15}, {4, 6, 7, 9}});
    }

    private static int[][] folds(Dataset data, boolean stratified, boolean shuffle) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(fold -> new Splitter.KFold(4, fold, stratified, shuffle, 5L, Generator.NUMPY).cut(data, 1))
                .peek(cut ->
                        assertThat(cut.kept()).hasSize(17 - cut.held().length).doesNotContain(cut.held()))
                .map(Splitter.Cut::held)
                .toArray(int[][]::new);
    }

    @Test
    void aStratifiedSplitWithNunchisNumbersHasEachRowOnceAndTheClassesInProportion() {
        int[] labels =
                IntStream.range(0, 1000).map(row -> row % 10 == 0 ? 0 : 1).toArray();
        Splitter.Cut cut = new Splitter.Stratified(0.25).cut(classed(2, labels), 3);
        assertThat(IntStream.concat(Arrays.stream(cut.kept()), Arrays.stream(cut.held()))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(cut.held()).filter(row -> labels[row] == 0)).hasSize(25);
        assertThat(new Splitter.Stratified(0.25).cut(classed(2, labels), 3).held())
                .isEqualTo(cut.held());
        assertThat(new Splitter.Stratified(0.25).cut(classed(2, labels), 4).held())
                .isNotEqualTo(cut.held());
        Splitter.Cut fold = new Splitter.KFold(5, 2, true, true, null, Generator.NUNCHI).cut(classed(2, labels), 3);
        assertThat(Arrays.stream(fold.held()).filter(row -> labels[row] == 0)).hasSize(20);
        assertThat(fold.held()).hasSize(200);
    }

    @Test
    void splitsThatCannotBeStratifiedOrFoldedAreRefused() {
        Dataset regression =
                new ArrayDataset(new DataCard("prices"), Tensor.zeros(Shape.of(9, 2)), Tensor.zeros(Shape.of(9)));
        refused(
                () -> new Splitter.Stratified(0.5).cut(regression, 1),
                "prices has no classes, which a split in proportion to them (50 % of the rows with");
        refused(
                () -> new Splitter.Stratified(0.5).cut(classed(2, 0, 0, 0, 1), 1),
                "has only 1 row, which cannot be in both sets of a stratified split");
        refused(
                () -> new Splitter.Stratified(1).cut(rows(10), 1),
                "a stratified split of 2 classes would hold out 1 rows and keep 9");
        refused(() -> new Splitter.KFold(11, 1).cut(rows(10), 1), "10 rows cannot be shared among 11 folds");
        refused(
                () -> new Splitter.KFold(6, 1, true, true, null, Generator.NUNCHI).cut(rows(10), 1),
                "no class has the 6 rows");
        refused(() -> new Splitter.KFold(5, 0), "fold is 0; it must be 1 to 5");
        refused(() -> new Splitter.KFold(1, 1), "folds is 1; it must be at least 2");
    }

    @Test
    void splitsAreToldInWords() {
        assertThat(new Splitter.Stratified(0.2).inWords())
                .isEqualTo("20 % of the rows with the classes in proportion, at random");
        assertThat(new Splitter.KFold(5, 2).inWords()).isEqualTo("fold 2 of 5, shared out at random");
        assertThat(SCIKIT_LEARN.inWords())
                .isEqualTo("20 % of the rows, at random with seed 101, chosen as scikit-learn's train_test_split does");
        assertThat(new Splitter.Last(0.125).inWords()).isEqualTo("the last 12.5 % of the rows");
        assertThat(new Splitter.Random(6000).inWords()).isEqualTo("6,000 rows, at random");
    }

    @Test
    void validationIsTakenFromWhatTheTestLeft() {
        Datasets parts = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1).withValidation(new Splitter.Last(37), 1);
        assertThat(parts.train().size()).isEqualTo(1400);
        assertThat(parts.validation().size()).isEqualTo(37);
        // scikit-learn's last three training rows
        assertThat(IntStream.range(34, 37)
                        .map(((Subset) parts.validation())::rowInWhole)
                        .toArray())
                .containsExactly(1361, 1547, 863);
        assertThat(parts.test().size()).isEqualTo(360);
    }

    @Test
    void aPartIsNotTakenTwice() {
        Datasets tested = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1);
        Datasets validated = new Datasets(Digits.load()).withValidation(SCIKIT_LEARN, 1);
        refused(() -> tested.withTest(SCIKIT_LEARN, 1), "digits has a test set of its own");
        refused(() -> validated.withValidation(SCIKIT_LEARN, 1), "digits has a validation set already");
        refused(() -> validated.withTest(SCIKIT_LEARN, 1), "take the test set of digits before its validation set");
    }

    private static void refused(ThrowingCallable request, String words) {
        assertThatThrownBy(request).isInstanceOf(InvalidRequestException.class).hasMessageContaining(words);
    }

    /// As many rows, each its number's class modulo 2.
    private static Dataset rows(int count) {
        return classed(2, IntStream.range(0, count).map(row -> row % 2).toArray());
    }

    private static Dataset classed(int classes, int... labels) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return ArrayDataset.labelled("rows", Tensor.zeros(Shape.of(labels.length, 1)), labels, names);
    }

    private static int[] labels(Dataset data, int count) {
        return IntStream.range(0, count).map(data::label).toArray();
    }

    private static float[] at(Tensor tensor, int... columns) {
        assertThat(tensor.shape()).isEqualTo(Shape.of(64));
        float[] values = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = tensor.values()[columns[i]];
        }
        return values;
    }
}
