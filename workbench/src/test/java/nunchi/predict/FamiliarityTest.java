package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Subset;
import org.junit.jupiter.api.Test;

final class FamiliarityTest {
    @Test
    void digitsAreFamiliarAndPicturesOfNoDigitAreNot() {
        Dataset digits = Digits.load();
        int[] learnt = IntStream.range(0, 1797).filter(row -> row % 4 > 0).toArray();
        try (Backend backend = Backends.named("cpu", 2)) {
            Familiarity familiarity = Familiarity.of(new Subset(digits, learnt), backend.numerics());
            float[] values = new float[64];
            int unlike = 0;
            for (int row = 0; row < 1797; row += 4) {
                digits.example(row, values, 0);
                unlike += familiarity.isUnlike(values) ? 1 : 0;
            }
            assertThat(unlike).isLessThan(18);
            for (int kind = 0; kind < 3; kind++) {
                float[] picture = new float[64];
                for (int i = 0; i < 64; i++) {
                    picture[i] = kind == 0 ? 16 : kind == 1 ? i / 8 % 2 * 16 : (i / 8 + i) % 2 * 16;
                }
                assertThat(familiarity.isUnlike(picture)).as("picture %d", kind).isTrue();
            }
            assertThat(Familiarity.of(new Subset(digits, IntStream.range(0, 100).toArray()), backend.numerics())).isNull();
        }
    }
}
