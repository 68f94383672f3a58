package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The golden numbers are those of scikit-learn 1.2.1's `load_digits`.
class DigitsTest {
    private final Dataset digits = Digits.load();

    @Test
    void thereAreScikitLearnsRowsOfEachClass() {
        int[] counts = new int[10];
        for (int row = 0; row < digits.size(); row++) {
            counts[digits.label(row)]++;
        }
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void allPixelsTogetherGiveScikitLearnsSum() {
        float[] example = new float[64];
        double sum = 0;
        for (int row = 0; row < digits.size(); row++) {
            digits.example(row, example, 0);
            for (float value : example) {
                assertThat(value).isBetween(0f, 16f);
                sum += value;
            }
        }
        assertThat(sum).isEqualTo(561718.0);
    }

    @Test
    void theFirstRowIsAZero() {
        float[] row = new float[66];
        float[] target = new float[1];
        digits.example(0, row, 1);
        digits.target(0, target, 0);
        assertThat(row).startsWith(0, 0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0);
        assertThat(target).containsExactly(0);
    }

    @Test
    void theyCanBeDrawnAndAreAttributed() {
        assertThat(digits.example()).isEqualTo(Shape.of(64));
        assertThat(digits.image()).contains(Shape.of(8, 8, 1));
        assertThat(digits.range()).isEqualTo(new InputRange(0, 16));
        assertThat(digits.classes()).hasSize(10).startsWith("0", "1");
        assertThat(digits.source()).contains("Alpaydin", "Kaynak", "CC BY 4.0", "BSD-3");
    }

    @Test
    void theirChecksumIsThatOfTheUncompressedFile() {
        // `zcat digits.csv.gz | sha256sum`
        assertThat(digits.checksums())
                .isEqualTo(Map.of("digits.csv", "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"));
    }
}
