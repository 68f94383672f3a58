package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void wholeNumbersAreSortedByValue() {
        assertThat(Labels.of(List.of("10", "9", "10")).names()).containsExactly("9", "10");
    }

    @Test
    void textsOfEqualValueAreClassesOfTheirOwn() {
        Labels labels = Labels.of(List.of("7", "007", "1", "7"));
        assertThat(labels.names()).containsExactly("1", "007", "7");
        assertThat(labels.numbers()).containsExactly(2, 1, 0, 2);
    }
}
