package nunchi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final List<String> LAYERS = List.of("dense", "dropout", "batchNorm", "flatten");

    @Test
    void whatIsAllowedPasses() {
        assertThat(Check.positive("units", 1)).isEqualTo(1);
        assertThat(Check.positive("rate", 1e-300)).isEqualTo(1e-300);
        assertThat(Check.notNegative("rate", 0)).isZero();
        assertThat(Check.fraction("rate", 0)).isZero();
        assertThat(Check.fraction("rate", 0.999)).isEqualTo(0.999);
    }

    @Test
    void whatIsNotAllowedIsNamedWithItsRange() {
        refused(() -> Check.positive("units", 0), "units is 0; it must be at least 1");
        refused(() -> Check.positive("epsilon", 0.0), "epsilon is 0.0; it must be a number above 0");
        refused(
                () -> Check.positive("epsilon", Double.POSITIVE_INFINITY),
                "epsilon is Infinity; it must be a number above 0");
        refused(() -> Check.notNegative("rate", -1), "rate is -1.0; it must be 0 or more");
        refused(() -> Check.notNegative("rate", Double.NaN), "rate is NaN; it must be 0 or more");
        refused(() -> Check.fraction("rate", 1), "rate is 1.0; it must be at least 0 and below 1");
        refused(() -> Check.fraction("rate", Double.NaN), "rate is NaN; it must be at least 0 and below 1");
    }

    @Test
    void anUnknownNameSuggestsTheNearest() {
        assertThat(Check.unknown("layer", "Dens", LAYERS))
                .hasMessage("unknown layer 'Dens'. Did you mean 'dense'? Known: dense, dropout, batchNorm, flatten");
        assertThat(Check.unknown("layer", "batchnorm", LAYERS).getMessage()).contains("'batchNorm'?");
        assertThat(Check.unknown("layer", "transformer", LAYERS).getMessage()).doesNotContain("Did you mean");
    }

    @Test
    void aWordOfKerasOrPyTorchSuggestsTheOneHere() {
        assertThat(Check.unknown("key", "lr", List.of("learningRate", "beta1")).getMessage())
                .contains("Did you mean 'learningRate'?");
        assertThat(Check.unknown("key", "kernel_size", List.of("filters", "kernel"))
                        .getMessage())
                .contains("Did you mean 'kernel'?");
        assertThat(Check.unknown("key", "lr", LAYERS).getMessage()).doesNotContain("Did you mean");
    }

    @Test
    void aShortNameSuggestsOnlyWhatOneSlipMakesOfIt() {
        List<String> known = List.of("run", "noise", "adam");
        assertThat(Check.unknown("command", "rnu", known)).hasMessageContaining("Did you mean 'run'?");
        assertThat(Check.unknown("optimizer", "adma", known)).hasMessageContaining("Did you mean 'adam'?");
        assertThat(Check.unknown("augmentation", "nope", known).getMessage()).doesNotContain("Did you mean");
        assertThat(Check.unknown("command", "fan", known).getMessage()).doesNotContain("Did you mean");
    }

    @Test
    void aShortenedNameIsUnderstood() {
        assertThat(Check.unknown("monitor", "val_acc", List.of("loss", "val_loss", "val_accuracy")))
                .hasMessageContaining("Did you mean 'val_accuracy'?");
        assertThat(Check.unknown("layer", "conv", List.of("dense", "conv2d")))
                .hasMessageContaining("Did you mean 'conv2d'?");
        assertThat(Check.unknown("layer", "de", List.of("softmax", "dense")).getMessage())
                .doesNotContain("Did you mean");
    }

    @Test
    void distanceCountsInsertionsDeletionsReplacementsAndExchanges() {
        assertThat(Check.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Check.distance("mnits", "mnist")).isEqualTo(1);
        assertThat(Check.distance("", "abc")).isEqualTo(3);
        assertThat(Check.distance("abc", "")).isEqualTo(3);
        assertThat(Check.distance("dense", "dense")).isZero();
    }

    @Test
    void aComplaintToldFromFurtherOutKeepsOnePlace() {
        InvalidRequestException inner = new InvalidRequestException("units is 0").at("dense");
        assertThat(inner).hasMessage("at dense: units is 0");
        assertThat(inner.at("model.0"))
                .hasMessage("at model.0: dense: units is 0")
                .hasCause(inner);
    }

    private static void refused(Runnable asking, String message) {
        assertThatThrownBy(asking::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }
}
