package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

/// The golden numbers are those of scikit-learn 1.2.1's `train_test_split` and `StandardScaler`.
class SplitTest {
    private static final Split SCIKIT_LEARN = new Split.Random(0.2, 101L, Generator.NUMPY);
    private static final Offset<Float> FLOAT_BITS = within(1e-6f);

    @Test
    void theDigitsAreSplitAsScikitLearnDoes() {
        Parts parts = new Parts(Digits.load()).withTest(SCIKIT_LEARN, 1);
        assertThat(parts.train().size()).isEqualTo(1437);
        assertThat(parts.test().size()).isEqualTo(360);
        assertThat(labels(parts.test(), 20)).containsExactly(7, 4, 7, 9, 1, 7, 5, 7, 1, 0, 1, 7, 1, 6, 6, 8, 4, 9, 7, 0);
        assertThat(labels(parts.train(), 10)).containsExactly(8, 7, 9, 6, 0, 3, 7, 8, 1, 4);
    }

    @Test
    void theFirstTrainingImageIsScikitLearnsEight() {
        Dataset train = new Parts(Digits.load()).withTest(SCIKIT_LEARN, 1).train();
        float[] image = new float[64];
        train.example(0, image, 0);
        assertThat(train.label(0)).isEqualTo(8);
        assertThat(image).startsWith(0, 0, 0, 9, 16, 6, 0, 0, 0, 0, 4, 15, 6, 15, 0, 0);
        assertThat(((Subset) train).rowInWhole(0)).isEqualTo(534);
    }

    @Test
    void standardizeFindsScikitLearnsMeansAndDeviations() {
        Dataset train = new Parts(Digits.load()).withTest(SCIKIT_LEARN, 1).train();
        Fitted.Fitting fitting = new Standardize().fitting(train.example());
        float[] example = new float[64];
        for (int row = 0; row < train.size(); row++) {
            train.example(row, example, 0);
            fitting.accept(example, 0);
        }
        Map<String, Tensor> statistics = fitting.statistics();
        int[] columns = {0, 1, 2, 3, 20, 36, 39, 61, 63};
        assertThat(at(statistics.get("mean"), columns)).containsExactly(
                new float[] {0, 0.31663187f, 5.2164231f, 11.852470f, 7.1162143f, 10.270007f, 0, 6.8740431f, 0.37021573f}, FLOAT_BITS);
        assertThat(at(statistics.get("deviation"), columns)).containsExactly(
                new float[] {1, 0.93747930f, 4.7414496f, 4.2670693f, 6.1968178f, 5.9700737f, 1, 5.8870251f, 1.8636629f}, FLOAT_BITS);
    }

    @Test
    void aNumberOfRowsIsHeldOutAsScikitLearnDoes() {
        Split.Cut cut = new Split.Random(300, 7L, Generator.NUMPY).cut(1797, 1);
        assertThat(cut.held()).hasSize(300).startsWith(58, 1039, 1550, 813, 372);
        assertThat(cut.kept()).hasSize(1497).startsWith(1081, 294, 286, 300, 353);
    }

    @Test
    void aFractionIsRoundedUpAsScikitLearnDoes() {
        Split.Cut cut = new Split.Random(0.25, 3L, Generator.NUMPY).cut(10, 1);
        assertThat(cut.held()).containsExactly(5, 4, 1);
        assertThat(cut.kept()).containsExactly(2, 9, 6, 7, 0, 3, 8);
    }

    @Test
    void aRandomSplitTakesTheRunsSeedUnlessItHasItsOwn() {
        assertThat(new Split.Random(0.5).cut(100, 1).held()).isNotEqualTo(new Split.Random(0.5).cut(100, 2).held());
        assertThat(new Split.Random(0.5, 9L, Generator.NUNCHI).cut(100, 1).held())
                .isEqualTo(new Split.Random(0.5, 9L, Generator.NUNCHI).cut(100, 2).held())
                .isEqualTo(new Split.Random(0.5).cut(100, 9).held());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.3, 0.999, 1, 37, 999})
    void everyRowIsInExactlyOnePart(double amount) {
        for (Split split : new Split[] {new Split.Random(amount), new Split.Random(amount, 4L, Generator.NUMPY), new Split.Last(amount)}) {
            Split.Cut cut = split.cut(1000, 1);
            int[] all = IntStream.concat(Arrays.stream(cut.kept()), Arrays.stream(cut.held())).sorted().toArray();
            assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
            assertThat(cut.held().length).isEqualTo((int) Math.round(amount < 1 ? 1000 * amount : amount));
        }
    }

    @Test
    void theLastRowsAreKerasValidationPart() {
        assertThat(new Split.Last(0.2).cut(60_000, 1).kept()).hasSize(48_000).startsWith(0, 1).endsWith(47_999);
        // Keras: 1437 - floor(1437 · 0.9) = 144
        assertThat(new Split.Last(0.1).cut(1437, 1).held()).hasSize(144).startsWith(1293).endsWith(1436);
        assertThat(new Split.Last(2).cut(5, 1).held()).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, -3, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 1e10})
    void anAmountThatIsNoFractionAndNoNumberOfRowsIsRefused(double amount) {
        refused(() -> new Split.Random(amount), "amount is " + amount);
        refused(() -> new Split.Last(amount), "amount is " + amount);
    }

    @Test
    void aSplitThatLeavesAPartEmptyIsRefused() {
        refused(() -> new Split.Random(2000).cut(1437, 1),
                "a split of 1437 rows (2,000 rows, at random) would hold out 2000 and keep 0 for training; neither may be empty");
        refused(() -> new Split.Random(0.9).cut(1, 1), "would hold out 1 and keep 0");
        refused(() -> new Split.Last(5).cut(5, 1), "the last 5 rows");
        refused(() -> new Split.Last(1e-17).cut(5, 1), "would hold out 0 and keep 5");
    }

    @Test
    void splitsAreToldInWords() {
        assertThat(SCIKIT_LEARN.inWords())
                .isEqualTo("20 % of the rows, at random with seed 101, chosen as scikit-learn's train_test_split does");
        assertThat(new Split.Last(0.125).inWords()).isEqualTo("the last 12.5 % of the rows");
        assertThat(new Split.Random(6000).inWords()).isEqualTo("6,000 rows, at random");
    }

    @Test
    void validationIsTakenFromWhatTheTestLeft() {
        Parts parts = new Parts(Digits.load()).withTest(SCIKIT_LEARN, 1).withValidation(new Split.Last(37), 1);
        assertThat(parts.train().size()).isEqualTo(1400);
        assertThat(parts.validation().size()).isEqualTo(37);
        // scikit-learn's last three training rows
        assertThat(IntStream.range(34, 37).map(((Subset) parts.validation())::rowInWhole).toArray()).containsExactly(1361, 1547, 863);
        assertThat(parts.test().size()).isEqualTo(360);
    }

    @Test
    void aPartIsNotTakenTwice() {
        Parts tested = new Parts(Digits.load()).withTest(SCIKIT_LEARN, 1);
        Parts validated = new Parts(Digits.load()).withValidation(SCIKIT_LEARN, 1);
        refused(() -> tested.withTest(SCIKIT_LEARN, 1), "digits has a test part of its own");
        refused(() -> validated.withValidation(SCIKIT_LEARN, 1), "digits has a validation part already");
        refused(() -> validated.withTest(SCIKIT_LEARN, 1), "take the test part of digits before its validation part");
    }

    private static void refused(ThrowingCallable request, String words) {
        assertThatThrownBy(request).isInstanceOf(InvalidRequestException.class).hasMessageContaining(words);
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
