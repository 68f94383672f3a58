package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static String words(long rows, Double... shares) {
        return new Separation(List.of("input", "0.dense", "1.dense", "2.dense").subList(0, shares.length), List.of(shares), rows).inWords();
    }

    @Test
    void classesSeparateMoreAndMoreOnlyWhereNoLayerFalls() {
        assertThat(words(1000, 0.5, 0.7, 0.9)).contains("50.00 % of the rows at input and for 90.00 % at 1.dense").endsWith("more and more from layer to layer.");
        assertThat(words(1000, 0.5, 0.7)).endsWith("further apart at the latter.");
        assertThat(words(1000, 0.5, 0.9, 0.7, 0.95)).contains("the share falls at 1.dense.");
        assertThat(words(1000, 0.5, 0.9, 0.89, 0.95)).contains("in between, by no more than chance");
    }

    @Test
    void noChangeAndALossAreSaidSo() {
        assertThat(words(100, 0.9, 0.91)).contains("neither separate nor mix by more than chance");
        assertThat(words(10_000, 0.9, 0.95, 0.8)).contains("less far apart at the end").endsWith("furthest apart at 0.dense (95.00 %).");
        assertThat(words(100, 0.9)).endsWith("at input.");
        assertThat(words(100)).contains("no classes");
    }
}
