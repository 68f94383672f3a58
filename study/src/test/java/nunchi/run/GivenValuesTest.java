package nunchi.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCard;
import nunchi.experiment.ClassWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that a program gives and no file could: each is refused by its name where it is given.
final class GivenValuesTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e39, 1e-39, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aClassWeightThatFloat32DoesNotHoldIsRefused(double weight) {
        assertThatThrownBy(() -> new ClassWeights.Explicit(List.of(1.0, weight)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("class weight is " + weight);
    }

    @Test
    void classWeightsOfFloat32AreTaken() {
        assertThatCode(() ->
                        new ClassWeights.Explicit(List.of(0.0, (double) Float.MAX_VALUE, (double) Float.MIN_NORMAL)))
                .doesNotThrowAnyException();
    }

    @Test
    void classesWithOneNameAreRefused() {
        assertThatThrownBy(() -> new DataCard("fruit", "apple", "pear", "apple"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "two classes of fruit have the name 'apple', the numbers 0 and 2; give each a name of its own");
    }

    @Test
    void optionsThatAreNullAreRefusedByName() {
        RunOptions options = new RunOptions();
        assertThatThrownBy(() -> options.withListener(null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("listener is null");
        assertThatThrownBy(() -> options.withCatalogue(null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("catalogue is null");
        assertThatThrownBy(() -> options.withData(null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("data is null");
        assertThatThrownBy(() -> options.withCheckpointsEvery(null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("between is null");
    }
}
