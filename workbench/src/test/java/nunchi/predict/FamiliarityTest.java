package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Subset;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class FamiliarityTest {
    private static final int SIDE = 96;
    private static final int DRAWINGS = 100;

    @Test
    void digitsAreFamiliarAndPicturesOfNoDigitAreNot() {
        Dataset digits = Digits.load();
        try (Backend backend = Backends.named("cpu", 2)) {
            Familiarity familiarity = learnt(digits, backend);
            float[] values = new float[64];
            int unlike = 0;
            for (int row = 0; row < 1797; row += 4) {
                digits.example(row, values, 0);
                unlike += familiarity.isUnlike(values) ? 1 : 0;
            }
            assertThat(unlike).as("false alarms on 450 held-out digits").isLessThan(9);
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

    @Test
    void nearlyAllDrawingsOfRandomLinesAreUnlikeDigits() {
        try (Backend backend = Backends.named("cpu", 2)) {
            Familiarity familiarity = learnt(Digits.load(), backend);
            long unlike = IntStream.range(0, DRAWINGS).filter(drawing -> familiarity.isUnlike(example(RandomKey.of(drawing)))).count();
            assertThat(unlike).as("of %d drawings", DRAWINGS).isGreaterThanOrEqualTo(85);
        }
    }

    /// Noise about grey: a blank page is nearer to such pictures than they are to each other.
    @Test
    void aBlankPageIsUnlikePicturesThatAllHaveContrast() {
        float[] values = new float[600 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (128 + 30 * RandomKey.of(5).normal(i));
        }
        Dataset pictures = ArrayDataset.labelled("noise", new Tensor(Shape.of(600, 64), values), new int[600], List.of("noise"));
        try (Backend backend = Backends.named("cpu", 2)) {
            Familiarity familiarity = Familiarity.of(pictures, backend.numerics());
            float[] page = new float[64];
            for (int i = 0; i < 64; i++) {
                page[i] = (float) (128 + 3 * RandomKey.of(6).normal(i));
            }
            assertThat(familiarity.isUnlike(page)).as("paper").isTrue();
            assertThat(familiarity.isUnlike(Arrays.copyOf(values, 64))).as("one of them").isFalse();
        }
    }

    private static Familiarity learnt(Dataset digits, Backend backend) {
        return Familiarity.of(new Subset(digits, IntStream.range(0, 1797).filter(row -> row % 4 > 0).toArray()), backend.numerics());
    }

    /// A drawing as the digits are made of one.
    private static float[] example(RandomKey key) {
        Picture seen = lines(key).fit(Fit.STROKES, 8, 8, 1);
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            values[i] = seen.sample(i / 8, i % 8, 0) * 16f / 255;
        }
        return values;
    }

    /// Five black lines on white, each from where the one before it ended.
    private static Picture lines(RandomKey key) {
        byte[] samples = new byte[SIDE * SIDE];
        Arrays.fill(samples, (byte) 255);
        for (int line = 0; line < 5; line++) {
            for (int step = 0; step <= 2 * SIDE; step++) {
                double share = step / (2.0 * SIDE);
                int row = (int) Math.round((1 - share) * place(key, 2 * line) + share * place(key, 2 * line + 2));
                int column = (int) Math.round((1 - share) * place(key, 2 * line + 1) + share * place(key, 2 * line + 3));
                dot(samples, row, column);
            }
        }
        return Picture.of(SIDE, SIDE, 1, samples);
    }

    private static double place(RandomKey key, int index) {
        return 12 + (SIDE - 24) * key.uniform(index);
    }

    private static void dot(byte[] samples, int row, int column) {
        for (int i = -3; i <= 3; i++) {
            for (int k = -3; k <= 3; k++) {
                samples[(row + i) * SIDE + column + k] = 0;
            }
        }
    }
}
