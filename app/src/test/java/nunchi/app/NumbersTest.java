package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "2.302585, 2.303",
        "0.01596297, 0.01596",
        "0.000214, 0.0002140",
        "0, 0",
        "1.23456e-8, 1.235·10⁻⁸",
        "-0.5, -0.5000",
        "Infinity, ∞",
        "NaN, –"
    })
    void aLossHasFourDigitsThatCount(double value, String text) {
        assertThat(Numbers.loss(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"7.4, 0:07, 7.40 s", "59.6, 1:00, 59.6 s", "200, 3:20, 3 min 20 s", "3723, 1:02:03, 1 h 2 min"})
    void timesAreWrittenAsPeopleReadThem(double seconds, String clock, String words) {
        assertThat(Numbers.clock(seconds)).isEqualTo(clock);
        assertThat(Numbers.seconds(seconds)).isEqualTo(words);
    }

    @Test
    void aTableAlignsItsColumns() {
        assertThat(new TextTable("lr")
                        .row("", "loss")
                        .row("train", "0.5")
                        .row("validation", "12.25")
                        .toString()
                        .lines())
                .containsExactly("             loss", "train         0.5", "validation  12.25");
    }
}
