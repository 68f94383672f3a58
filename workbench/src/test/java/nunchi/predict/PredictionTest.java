package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.loss.OutputKind;
import org.junit.jupiter.api.Test;

/// Predictions decide as evaluations do: by the outputs.
final class PredictionTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void classesWhoseProbabilitiesRoundAlikeAreOrderedByTheirLogits() {
        Prediction prediction = Prediction.of(new float[] {0.5f, 0.5f, 0}, new float[] {1, Math.nextUp(1f), -200}, NAMES, OutputKind.CLASS_LOGITS);
        assertThat(prediction.classes().stream().map(Prediction.Likelihood::name)).containsExactly("b", "a", "c");
        assertThat(prediction.affirmed().stream().map(Prediction.Likelihood::name)).containsExactly("b");
    }

    @Test
    void ofEqualLogitsTheLowerNumberComesFirst() {
        Prediction prediction = Prediction.of(new float[] {0.25f, 0.25f, 0.5f}, new float[] {1, 1, 2}, NAMES, OutputKind.CLASS_LOGITS);
        assertThat(prediction.classes().stream().map(Prediction.Likelihood::name)).containsExactly("c", "a", "b");
    }

    @Test
    void oneUnitIsClassOneWhereItsLogitIsAboveZero() {
        float[] half = {0.5f};
        assertThat(Prediction.of(half, new float[] {1e-12f}, NAMES, OutputKind.LABEL_LOGITS).best().name()).isEqualTo("b");
        assertThat(Prediction.of(half, new float[] {0}, NAMES, OutputKind.LABEL_LOGITS).best().name()).isEqualTo("a");
    }

    @Test
    void labelsAreAffirmedByTheirLogits() {
        Prediction prediction = Prediction.of(new float[] {0.5f, 0.5f, 0.1f}, new float[] {-1e-12f, 1e-12f, -2}, NAMES, OutputKind.LABEL_LOGITS);
        assertThat(prediction.affirmed().stream().map(Prediction.Likelihood::name)).containsExactly("b");
    }
}
