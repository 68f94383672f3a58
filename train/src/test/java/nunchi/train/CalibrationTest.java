package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.loss.OutputKind;
import nunchi.metric.TargetType;
import nunchi.train.Calibration.Bin;
import nunchi.train.Evaluation.Answer;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    /// Numbers of NumPy 1.24 and scikit-learn 1.2 from the same answers:
    ///
    ///     i = np.arange(200); w = np.stack([i*37%101+1, i*61%89+1, i*17%53+1], 1).astype(np.float32)
    ///     p = w / w.sum(1, keepdims=True); t = i*7%5%3; c = p.max(1); ok = p.argmax(1) == t acc, conf =
    ///     calibration_curve(ok, c, n_bins=15); n = np.histogram of c; ece = (n/200 * abs(acc - conf)).sum() brier =
    ///     sum(brier_score_loss(t == k, p[:, k]) for k in range(3))
    @Test
    void itAgreesWithScikitLearn() {
        Calibration calibration = Calibration.of(
                IntStream.range(0, 200).mapToObj(CalibrationTest::answer).toList());

        assertThat(calibration.ece()).isCloseTo(0.13570847019553184, within(1e-7));
        assertThat(calibration.brier()).isCloseTo(0.7190785540297123, within(1e-7));
        assertThat(calibration.confidence()).isCloseTo(0.5322523401677608, within(1e-7));
        assertThat(calibration.bins())
                .extracting(Bin::rows)
                .containsExactly(0, 0, 0, 0, 0, 3, 52, 73, 42, 8, 4, 10, 5, 3, 0);
        assertThat(calibration.bins().get(6).accuracy()).isCloseTo(0.44230769, within(1e-8));
        assertThat(calibration.bins().get(6).confidence()).isCloseTo(0.44216403, within(1e-7));
        assertThat(calibration.bins().get(13).accuracy()).isEqualTo(1);
        assertThat(calibration.bins().get(13).confidence()).isCloseTo(0.88728585, within(1e-7));
        assertThat(calibration.bins().get(14).accuracy()).isNaN();
    }

    private static Answer answer(int row) {
        float[] weights = {row * 37 % 101 + 1, row * 61 % 89 + 1, row * 17 % 53 + 1};
        float sum = weights[0] + weights[1] + weights[2];
        int largest = weights[1] > weights[0] ? 1 : 0;
        largest = weights[2] > weights[largest] ? 2 : largest;
        return new Answer(row, row * 7 % 5 % 3, largest, List.of(weights[0] / sum, weights[1] / sum, weights[2] / sum));
    }

    @Test
    void certaintyFallsIntoTheLastBin() {
        Calibration calibration =
                Calibration.of(List.of(new Answer(0, 1, 1, List.of(0f, 1f)), new Answer(1, 0, 1, List.of(0f, 1f))));

        assertThat(calibration.bins().getLast()).isEqualTo(new Bin(14 / 15.0, 1, 2, 1, 0.5));
        assertThat(calibration.ece()).isEqualTo(0.5);
        assertThat(calibration.brier()).isEqualTo(1);
    }

    @Test
    void aTruthThatTheModelDoesNotKnowHadNoProbability() {
        assertThat(Calibration.of(List.of(new Answer(0, 2, 1, List.of(0f, 1f)))).brier())
                .isEqualTo(2);
    }

    @Test
    void mistakesAreOrderedByConfidenceAndThenByRow() {
        List<Answer> answers = List.of(
                new Answer(0, 0, 1, List.of(0.4f, 0.6f)),
                new Answer(1, 0, 1, List.of(0.1f, 0.9f)),
                new Answer(2, 1, 1, List.of(0f, 1f)),
                new Answer(3, 1, 0, List.of(0.6f, 0.4f)));
        Evaluation evaluation = new Evaluation(
                4,
                TargetType.CLASS,
                new MetricValues(1, 0.25),
                OutputKind.CLASS_LOGITS,
                List.of(),
                List.of(),
                answers,
                Evaluation.Texts.NONE);

        assertThat(evaluation.mistakesByConfidence()).extracting(Answer::row).containsExactly(1, 0, 3);
    }
}
