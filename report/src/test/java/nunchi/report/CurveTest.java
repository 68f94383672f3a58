package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nunchi.record.EpochRecord;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static List<EpochRecord> epochs(double... values) {
        List<EpochRecord> epochs = new ArrayList<>();
        for (double value : values) {
            epochs.add(new EpochRecord(epochs.size() + 1, new TreeMap<>(Map.of("figure", value))));
        }
        return epochs;
    }

    private static Curve curve(double... values) {
        return Curve.of("training", "figure", epochs(values)).orElseThrow();
    }

    @Test
    void aLossThatFallsFarIsWide() {
        assertThat(Curve.areWide(List.of(curve(2, 0.1), curve(1, 0.03)), false)).isTrue();
        assertThat(Curve.areWide(List.of(curve(2, 0.1), curve(1, 0.05)), false)).isFalse();
        assertThat(Curve.areWide(List.of(curve(2, 0)), false))
                .as("zero has no place on a logarithmic axis")
                .isFalse();
    }

    @Test
    void aValueBeyondAllNumbersIsNotDrawn() {
        Curve curve = curve(2, Double.POSITIVE_INFINITY, 1);
        assertThat(curve.points()).hasSize(2);
        assertThat(curve.greatest()).isEqualTo(2);
        assertThat(Curve.of("training", "figure", epochs(Double.POSITIVE_INFINITY)))
                .isEmpty();
    }

    @Test
    void aShareIsWideWhereOneBadEpochPressesTheOthersTogether() {
        assertThat(Curve.areWide(List.of(curve(0.12, 0.987, 0.993, 0.994, 0.995)), true))
                .isTrue();
        assertThat(Curve.areWide(List.of(curve(0.40, 0.60, 0.70, 0.72, 0.73)), true))
                .isFalse();
        assertThat(Curve.areWide(List.of(curve(0.12, 0.987, 0.993, 1)), true))
                .as("nothing missing to 1 has no place on it")
                .isFalse();
        assertThat(Curve.areWide(List.of(curve(0.9, 0.9)), true)).isFalse();
        assertThat(Curve.areWide(List.of(curve(0.53), curve(0.93)), true))
                .as("one epoch is no curve")
                .isFalse();
        assertThat(Curve.areWide(List.of(curve(0.1, 0.6, 0.61, 0.61, 0.61)), true))
                .as("an axis from 0 to 90 % would say neither")
                .isFalse();
    }
}
