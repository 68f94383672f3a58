package nunchi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.01596297, 0.01596",
        "0.000214, 0.0002140",
        "2.302585, 2.303",
        "0, 0",
        "12345.678, '12,346'",
        "1e-9, 1.000·10⁻⁹",
        "5.81e-9, 5.810·10⁻⁹",
        "0.00002458, 2.458·10⁻⁵",
        "1, 1.000",
        "-0.5, −0.5000",
        "NaN, –"
    })
    void aLossHasFourSignificantDigits(double value, String shown) {
        assertThat(Numbers.loss(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "0.9, 0.9",
        "100, 100",
        "1e-7, 1·10⁻⁷",
        "0.00005, 5·10⁻⁵",
        "1.5, 1.5",
        "1234567.8, '1,234,568'",
        "2.5e15, '2.5·10¹⁵'",
        "30.5, 30.5",
        "-0.25, −0.25",
        "NaN, –",
        "Infinity, ∞"
    })
    void aSettingHasNoDigitsTooMany(double value, String shown) {
        assertThat(Numbers.plain(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0.654, 0.65 s", "24.24, 24.2 s", "61, 1 min 1 s", "3600, 1 h 0 min", "59.99, 60.0 s"})
    void timesAreToldInTheUnitThatFits(double seconds, String shown) {
        assertThat(Numbers.seconds(seconds)).isEqualTo(shown);
    }

    @Test
    void nounsFollowTheirNumbers() {
        assertThat(Numbers.count(1, "epoch")).isEqualTo("1 epoch");
        assertThat(Numbers.count(5000, "epoch")).isEqualTo("5,000 epochs");
    }

    @Test
    void whatRoundsToNothingHasNoSign() {
        assertThat(Numbers.fixed(-0.0003, 3)).isEqualTo("0.000");
        assertThat(Numbers.fixed(-0.0007, 3)).isEqualTo("−0.001");
        assertThat(Numbers.fixed(-0.3, 0)).isEqualTo("0");
    }

    @Test
    void differencesAndShortTimesAreGivenAlikeEverywhere() {
        assertThat(Numbers.duration(0.00142)).isEqualTo("1.42 ms");
        assertThat(Numbers.duration(0.02606)).isEqualTo("26.1 ms");
        assertThat(Numbers.duration(2.9)).isEqualTo("2.90 s");
        assertThat(Numbers.points(0.0215)).isEqualTo("+2.15 points");
        assertThat(Numbers.points(-0.0215, 0.004)).isEqualTo("−2.15 ± 0.40 points");
        assertThat(Numbers.probability(0.00004)).isEqualTo("< 0.001");
        assertThat(Numbers.probability(0.0419)).isEqualTo("0.042");
        assertThat(Numbers.probability(Double.NaN)).isEqualTo("–");
    }

    @Test
    void sizesAreGivenInMegabytes() {
        assertThat(Numbers.megabytes(11_594_722)).isEqualTo("11.6 MB");
    }
}
