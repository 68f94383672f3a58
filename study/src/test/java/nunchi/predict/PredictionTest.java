package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.loss.OutputKind;
import nunchi.prediction.Prediction;
import org.junit.jupiter.api.Test;

/// Predictions decide as evaluations do: by the outputs.
final class PredictionTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void classesWhoseProbabilitiesRoundAlikeAreOrderedByTheirLogits() {
        Prediction prediction = Prediction.of(
                new float[] {0.5f, 0.5f, 0}, new float[] {1, Math.nextUp(1f), -200}, NAMES, OutputKind.CLASS_LOGITS);
        assertThat(prediction.classes().stream().map(Prediction.Likelihood::name))
                .containsExactly("b", "a", "c");
        assertThat(prediction.affirmed().stream().map(Prediction.Likelihood::name))
                .containsExactly("b");
    }

    @Test
    void ofEqualLogitsTheLowerNumberComesFirst() {
        Prediction prediction =
                Prediction.of(new float[] {0.25f, 0.25f, 0.5f}, new float[] {1, 1, 2}, NAMES, OutputKind.CLASS_LOGITS);
        assertThat(prediction.classes().stream().map(Prediction.Likelihood::name))
                .containsExactly("c", "a", "b");
    }

    @Test
    void oneUnitIsClassOneWhereItsLogitIsAboveZero() {
        float[] half = {0.5f};
        assertThat(Prediction.of(half, new float[] {1e-12f}, NAMES, OutputKind.LABEL_LOGITS)
                        .best()
                        .name())
                .isEqualTo("b");
        assertThat(Prediction.of(half, new float[] {0}, NAMES, OutputKind.LABEL_LOGITS)
                        .best()
                        .name())
                .isEqualTo("a");
    }

    @Test
    void aMarginIsDecidedAtZeroAndSaidAsAScore() {
        Prediction above = Prediction.of(new float[] {0.3f}, new float[] {0.3f}, NAMES, OutputKind.LABEL_SCORES);
        assertThat(above.best().name()).isEqualTo("b");
        assertThat(above.toString()).contains("score=0.3", "score=-0.3").doesNotContain("probability");
        assertThatThrownBy(() -> above.best().probability())
                .hasMessage("the outputs of this model (LABEL_SCORES) are scores and no probabilities; read value()");
        assertThat(Prediction.of(new float[] {-0.1f}, new float[] {-0.1f}, NAMES, OutputKind.LABEL_SCORES)
                        .best()
                        .name())
                .isEqualTo("a");
        Prediction three =
                Prediction.of(new float[] {-3, 1.06f, -1}, new float[] {-3, 1.06f, -1}, NAMES, OutputKind.CLASS_SCORES);
        assertThat(three.top(1).toString()).isEqualTo("[Likelihood[number=1, name=b, score=1.06, yes=true]]");
    }

    @Test
    void everyLabelHasADecisionOfItsOwn() {
        Prediction prediction = Prediction.of(
                new float[] {0.7f, 0.4f, 0.6f}, new float[] {0.85f, -0.4f, 0.4f}, NAMES, OutputKind.LABEL_LOGITS);
        assertThat(prediction.shown(null))
                .extracting(Prediction.Likelihood::name)
                .containsExactly("a", "c", "b");
        assertThat(prediction.shown(null))
                .extracting(Prediction.Likelihood::yes)
                .containsExactly(true, true, false);
        assertThat(prediction.shown(1)).hasSize(1);
        assertThat(prediction.threshold()).isEqualTo(0.5f);
    }

    @Test
    void labelsAreAffirmedByTheirLogits() {
        Prediction prediction = Prediction.of(
                new float[] {0.5f, 0.5f, 0.1f}, new float[] {-1e-12f, 1e-12f, -2}, NAMES, OutputKind.LABEL_LOGITS);
        assertThat(prediction.affirmed().stream().map(Prediction.Likelihood::name))
                .containsExactly("b");
    }
}
