package nunchi.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.loss.OutputKind;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The numbers are those of scikit-learn 1.2.1's `precision_score`, `recall_score`, `f1_score` (zero_division=0),
/// `roc_auc_score`, `log_loss`, `matthews_corrcoef`, `mean_absolute_error`, `mean_squared_error` and `r2_score` for the
/// same arrays. `draw` is `v ← (1103515245 v + 12345) mod 2³¹`, of which `v >> 8` is taken.
class MetricsTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final int ROWS = 60;
    private static final int CLASSES = 7;

    private static int[] draw(int count, long seed) {
        long[] state = {seed};
        return IntStream.range(0, count)
                .map(_ -> {
                    state[0] = (state[0] * 1103515245L + 12345) % (1L << 31);
                    return (int) (state[0] >> 8);
                })
                .toArray();
    }

    private static Dataset labelled(int classes, int... labels) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return ArrayDataset.labelled("drawn", Tensor.zeros(Shape.of(labels.length, 1)), labels, names);
    }

    /// Seven classes with ties among the probabilities; the last class is never the truth.
    private static Predictions seven() {
        int[] labels = IntStream.of(draw(ROWS, 1))
                .map(value -> Math.min(value % CLASSES, 5))
                .toArray();
        for (int row = 0; row < 5; row++) {
            labels[row] = 0;
        }
        int[] weights = IntStream.of(draw(ROWS * CLASSES, 2))
                .map(value -> value % 8 + 1)
                .toArray();
        float[] values = new float[weights.length];
        for (int row = 0; row < ROWS; row++) {
            weights[row * CLASSES + labels[row]] += 2;
            double sum = IntStream.of(weights)
                    .skip((long) row * CLASSES)
                    .limit(CLASSES)
                    .sum();
            for (int i = 0; i < CLASSES; i++) {
                values[row * CLASSES + i] = (float) (weights[row * CLASSES + i] / sum);
            }
        }
        return new Predictions(labelled(CLASSES, labels), CLASSES, values);
    }

    private static Predictions two() {
        int[] labels = IntStream.of(draw(40, 3)).map(value -> value % 2).toArray();
        int[] scores = draw(40, 4);
        float[] values = new float[40];
        for (int row = 0; row < 40; row++) {
            values[row] = scores[row] % 5 / 8f + 0.125f * labels[row];
        }
        return new Predictions(labelled(2, labels), 1, values);
    }

    @Test
    void averagesOverClassesAreScikitLearns() {
        Predictions seven = seven();
        assertThat(new Precision().value(seven)).isCloseTo(0.32222222222222224, CLOSE);
        assertThat(new Recall().value(seven)).isCloseTo(0.2857142857142857, CLOSE);
        assertThat(new F1().value(seven)).isCloseTo(0.2947881066302119, CLOSE);
        assertThat(new Precision(Average.WEIGHTED).value(seven)).isCloseTo(0.4005555555555556, CLOSE);
        assertThat(new Recall(Average.WEIGHTED).value(seven)).isCloseTo(0.36666666666666664, CLOSE);
        assertThat(new F1(Average.WEIGHTED).value(seven)).isCloseTo(0.3724946836788942, CLOSE);
        assertThat(new F1().value(two())).isCloseTo(0.4813119755911518, CLOSE);
    }

    /// Golden numbers: `precision_score`, `recall_score` and `f1_score` of scikit-learn 1.2.1 with `zero_division=0`.
    @Test
    void aLabelThatIsNeitherTrueNorPredictedCountsAsNothing() {
        Predictions right = labels(1, 0, 0, 0, 1, 0, 1, 1, 0);
        for (Metric macro : List.of(new Precision(), new Recall(), new F1())) {
            assertThat(macro.value(right)).as(macro.name()).isCloseTo(0.6666666666666666, CLOSE);
        }
        assertThat(new F1(Average.WEIGHTED).value(right)).isEqualTo(1);
        assertThat(new F1().value(labels(new float[9]))).isZero();
        assertThat(new F1(Average.WEIGHTED).value(labels(new float[9])))
                .as("none is true")
                .isZero();
        Predictions without = new Predictions(labelled(3, 0, 0, 1), 3, new float[] {1, 0, 0, 0, 1, 0, 0, 1, 0});
        assertThat(new F1().value(without)).as("of classes, those that occur").isCloseTo(0.6666666666666666, CLOSE);
    }

    /// Three rows of three labels, answered as they are.
    private static Predictions labels(float... truth) {
        Dataset data = new ArrayDataset(
                new DataCard("tags", "a", "b", "c"), Tensor.zeros(Shape.of(3, 1)), new Tensor(Shape.of(3, 3), truth));
        return new Predictions(data, 3, truth);
    }

    @Test
    void theTrueClassIsAmongTheMostProbableSoOften() {
        assertThat(new TopK(3).value(seven())).isCloseTo(0.7, CLOSE);
        assertThat(new TopK().value(seven())).isCloseTo(0.9166666666666666, CLOSE);
        assertThat(new TopK(1).value(seven())).isCloseTo(0.36666666666666664, CLOSE);
        assertThat(new TopK(7).value(seven())).isEqualTo(1);
    }

    @Test
    void theAreaUnderTheCurveCountsTiesByHalf() {
        assertThat(new Auc().value(two())).isCloseTo(0.8025, CLOSE);
        assertThat(new Auc().value(seven())).isCloseTo(0.6943751885369532, CLOSE);
        assertThat(new Auc().value(new Predictions(labelled(2, 1, 1), 1, new float[] {0.2f, 0.4f})))
                .isNaN();
        assertThat(new Auc().value(new Predictions(labelled(2, 0, 1, 1), 1, new float[] {0.5f, 0.5f, 0.5f})))
                .isEqualTo(0.5);
    }

    @Test
    void theLogLossIsTheMeanOfTheTrueClassesLogarithms() {
        assertThat(new LogLoss().value(seven())).isCloseTo(1.722479044374634, CLOSE);
        assertThat(new LogLoss().value(new Predictions(labelled(2, 1), 1, new float[] {0})))
                .isCloseTo(-Math.log(1e-15), CLOSE);
    }

    @Test
    void theCorrelationOfTruthAndAnswerIsScikitLearns() {
        assertThat(new MatthewsCorrelation().value(seven())).isCloseTo(0.24358979904372643, CLOSE);
        assertThat(new MatthewsCorrelation()
                        .value(new Predictions(labelled(2, 0, 1, 1, 1, 0), 1, new float[] {0, 1, 0, 1, 1})))
                .isCloseTo(0.16666666666666666, CLOSE);
        assertThat(new MatthewsCorrelation().value(new Predictions(labelled(2, 1, 1), 1, new float[] {1, 1})))
                .isZero();
    }

    @Test
    void deviationsOfNumbersAreScikitLearns() {
        float[] targets = {1, 2, 3, 5, 2, 8, 4, 1};
        float[] values = {1.5f, 1, 3, 7, 1.75f, 9, 5, 0.5f};
        Dataset data = new ArrayDataset(
                new DataCard("line"), Tensor.zeros(Shape.of(4, 1)), new Tensor(Shape.of(4, 2), targets));
        Predictions predictions = new Predictions(data, 2, values);
        assertThat(new MeanAbsoluteError().value(predictions)).isCloseTo(0.78125, CLOSE);
        assertThat(new RootMeanSquaredError().value(predictions)).isCloseTo(0.9114109809347399, CLOSE);
        assertThat(new R2().value(predictions)).isCloseTo(0.7645833333333334, CLOSE);
    }

    @Test
    void outputsOfDifferentUnitsCountTheSame() {
        float[] targets = {1, 2000, 5, 3, 5000, 5, 2, 8000, 5, 4, 1000, 5};
        float[] values = {1.5f, 1000, 5, 3, 7000, 5, 1.75f, 9000, 5, 5, 500, 5.5f};
        Dataset data = new ArrayDataset(
                new DataCard("units"), Tensor.zeros(Shape.of(4, 1)), new Tensor(Shape.of(4, 3), targets));
        Predictions predictions = new Predictions(data, 3, values);
        assertThat(new R2().value(predictions)).isCloseTo(0.5097222222222223, CLOSE);
        assertThat(new RootMeanSquaredError().value(predictions)).isCloseTo(416.9409406539565, within(1e-4));
        assertThat(new MeanAbsoluteError().value(predictions)).isCloseTo(375.1875, CLOSE);
    }

    @Test
    void theR2OfTargetsThatAreAllTheSameIsOneOrNothing() {
        Dataset data = new ArrayDataset(
                new DataCard("flat"),
                Tensor.zeros(Shape.of(3, 1)),
                new Tensor(Shape.of(3, 1), new float[] {0.1f, 0.1f, 0.1f}));
        assertThat(new R2().value(new Predictions(data, 1, new float[] {0.1f, 0.1f, 0.1f})))
                .isEqualTo(1);
        assertThat(new R2().value(new Predictions(data, 1, new float[] {0.1f, 0.1f, 0.2f})))
                .isZero();
        Dataset one = new ArrayDataset(
                new DataCard("one"), Tensor.zeros(Shape.of(1, 1)), new Tensor(Shape.of(1, 1), new float[] {0.1f}));
        assertThat(new R2().value(new Predictions(one, 1, new float[] {0.1f})))
                .as("of one row")
                .isNaN();
    }

    @Test
    void theAreaUnderTheCurveOfNegativeScoresIsScikitLearns() {
        int[] labels = IntStream.of(draw(40, 3)).map(value -> value % 2).toArray();
        int[] drawn = draw(40, 4);
        float[] scores = new float[40];
        for (int row = 0; row < 40; row++) {
            scores[row] = (drawn[row] % 9 - 6) / 4f + 0.5f * labels[row];
        }
        assertThat(new Auc().value(new Predictions(labelled(2, labels), OutputKind.VALUES, 1, scores, scores)))
                .isCloseTo(0.65875, CLOSE);
    }

    /// Fifty rows with some of four labels each.
    private static Predictions labels() {
        int[] truths = draw(200, 5);
        int[] scores = draw(200, 6);
        float[] targets = new float[200];
        float[] values = new float[200];
        for (int i = 0; i < 200; i++) {
            targets[i] = truths[i] % 5 < 2 ? 1 : 0;
            values[i] = (scores[i] % 9 + 1) / 16f + 0.25f * targets[i];
        }
        Dataset data = new ArrayDataset(
                new DataCard("genres", "drama", "comedy", "crime", "war"),
                Tensor.zeros(Shape.of(50, 1)),
                new Tensor(Shape.of(50, 4), targets));
        return new Predictions(data, OutputKind.LABEL_PROBABILITIES, 4, values, values);
    }

    @Test
    void labelsThatAreEachTrueOrNotAreMeasuredAsScikitLearnDoes() {
        assertThat(new Precision().value(labels())).isCloseTo(0.7065359477124182, CLOSE);
        assertThat(new Recall().value(labels())).isCloseTo(0.5724747474747476, CLOSE);
        assertThat(new F1().value(labels())).isCloseTo(0.6220238095238095, CLOSE);
        assertThat(new Precision(Average.WEIGHTED).value(labels())).isCloseTo(0.7349716775599129, CLOSE);
        assertThat(new F1(Average.WEIGHTED).value(labels())).isCloseTo(0.6246031746031746, CLOSE);
        assertThat(new Auc().value(labels())).isCloseTo(0.8637796040513432, CLOSE);
        assertThat(Metrics.ofEvaluation(labels(), List.of()))
                .extracting(Metric::name)
                .containsExactly(
                        "precision", "recall", "f1", "precision_weighted", "recall_weighted", "f1_weighted", "auc");
    }

    /// The loss of a logit of -40 for class 1 is 40 nats, and not those of the least probability.
    @Test
    void theLogLossOfLogitsIsTheirCrossEntropyHoweverSureTheyAre() {
        float[] logit = {-40};
        assertThat(new LogLoss()
                        .value(new Predictions(
                                labelled(2, 1), OutputKind.LABEL_LOGITS, 1, new float[] {4.2e-18f}, logit)))
                .isCloseTo(40, CLOSE);
        float[] logits = {100, 0, -20};
        assertThat(new LogLoss()
                        .value(new Predictions(
                                labelled(3, 2), OutputKind.CLASS_LOGITS, 3, new float[] {1, 0, 0}, logits)))
                .isCloseTo(120, CLOSE);
    }

    @Test
    void whatIsNoProbabilityHasNoLogLoss() {
        Predictions scores =
                new Predictions(labelled(2, 0, 1), OutputKind.VALUES, 1, new float[] {-1, 3}, new float[] {-1, 3});
        assertThat(Metrics.ofEvaluation(scores, List.of()))
                .extracting(Metric::name)
                .contains("auc", "f1")
                .doesNotContain("log_loss");
    }

    @Test
    void anEvaluationMeasuresAllThatFits() {
        assertThat(Metrics.measure(Metrics.ofEvaluation(seven(), List.of(new TopK(2))), seven())
                        .keySet())
                .containsExactly(
                        "top5",
                        "precision",
                        "recall",
                        "f1",
                        "precision_weighted",
                        "recall_weighted",
                        "f1_weighted",
                        "auc",
                        "log_loss",
                        "top2");
        assertThat(Metrics.ofEvaluation(two(), List.of())).noneMatch(TopK.class::isInstance);
        assertThat(Metrics.ofPass(TargetType.CLASS, List.of())).isEmpty();
        assertThat(Metrics.ofPass(TargetType.VALUES, List.of(new R2()))).hasSize(3);
    }

    /// Softmax rounds the probabilities of both to one half.
    @Test
    void logitsThatDifferByTheLeastStepDecideEverythingAlike() {
        float[] logits = {1, Math.nextUp(1f), Math.nextUp(1f), 1};
        float[] rounded = {0.5f, 0.5f, 0.5f, 0.5f};
        Predictions predictions = new Predictions(labelled(2, 1, 0), OutputKind.CLASS_LOGITS, 2, rounded, logits);
        assertThat(predictions.answer(0)).isEqualTo(1);
        assertThat(predictions.answer(1)).isZero();
        assertThat(Confusion.of(predictions).counts()).containsExactly(List.of(1, 0), List.of(0, 1));
        assertThat(new TopK(1).value(predictions)).isEqualTo(1);
        assertThat(new F1().value(predictions)).isEqualTo(1);
    }

    @Test
    void saturatedProbabilitiesDecideByTheLogits() {
        float[] logits = {200, 300, 300, 200};
        Predictions classes =
                new Predictions(labelled(2, 1, 0), OutputKind.CLASS_LOGITS, 2, new float[] {0, 1, 1, 0}, logits);
        assertThat(Confusion.of(classes).counts()).containsExactly(List.of(1, 0), List.of(0, 1));
        Predictions one = new Predictions(
                labelled(2, 1, 0), OutputKind.LABEL_LOGITS, 1, new float[] {0.5f, 0.5f}, new float[] {1e-12f, -1e-12f});
        assertThat(Confusion.of(one).counts())
                .as("sigmoid rounds both to one half")
                .containsExactly(List.of(1, 0), List.of(0, 1));
    }
}
