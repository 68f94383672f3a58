package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrokesTest {
    /// The first image of MNIST's test set, a 7: its 20 rows and the columns 6 to 21, two hexadecimal digits a pixel.
    private static final String[] SEVEN = {
        "54b99f973c2400000000000000000000",
        "defefefefef1c6c6c6c6c6c6c6c6aa34",
        "43724872a3e3fee1fefefefae5fefe8c",
        "000000000011420e4343433b15ecfe6a",
        "00000000000000000000000053fdd112",
        "000000000000000000000016e9ff5300",
        "000000000000000000000081feee2c00",
        "000000000000000000003bf9fe3e0000",
        "0000000000000000000085febb050000",
        "00000000000000000009cdf83a000000",
        "0000000000000000007efeb600000000",
        "00000000000000004bfbf03900000000",
        "0000000000000013ddfea60000000000",
        "00000000000003cbfedb230000000000",
        "00000000000026fefe4d000000000000",
        "00000000001fe0fe7301000000000000",
        "000000000085fefe3400000000000000",
        "000000003df2fefe3400000000000000",
        "0000000079fefedb2800000000000000",
        "0000000079fecf120000000000000000",
    };

    static final Picture DIGIT = digit();

    @Test
    void anExampleOfMnistComesBackAsItself() {
        assertNear(DIGIT.fit(Fit.STROKES, 28, 28, 1), DIGIT, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 11})
    void itsSizePlaceAndColoursDoNotMatter(int factor) {
        for (boolean dark : new boolean[] {false, true}) {
            Picture drawn = enlarged(factor, 40, 23, value -> dark ? 250 - value * 220 / 255 : 20 + value * 220 / 255);
            Picture fitted = drawn.fit(Fit.STROKES, 28, 28, 1);
            assertNear(fitted, DIGIT, 3);
            assertThat(fitted.steps())
                    .containsExactly("%s strokes of %d rows x %d columns found, scaled and centred in 28 x 28"
                            .formatted(dark ? "dark" : "light", 20 * factor, 16 * factor));
        }
    }

    @Test
    void unevenLightNoiseAndSpecksDoNotMatter() {
        Random random = new Random(3);
        Picture drawn = enlarged(8, 30, 60, value -> 255 - value * 100 / 255);
        byte[] samples = drawn.samples();
        for (int i = 0; i < samples.length; i++) {
            int row = i / drawn.columns();
            int column = i % drawn.columns();
            int light = row * 40 / drawn.rows() + column * 60 / drawn.columns();
            samples[i] = (byte) Math.clamp((samples[i] & 0xff) - light + random.nextInt(13) - 6, 0, 255);
        }
        for (int i = 0; i < 4; i++) {
            samples[(5 + i) * drawn.columns() + 7] = 20;
        }
        Picture fitted = Picture.of(drawn.rows(), drawn.columns(), 1, samples).fit(Fit.STROKES, 28, 28, 1);
        assertNear(fitted, DIGIT, 14);
    }

    @Test
    void theMassIsAtTheCentreAndTheLongerSideTwentyPixels() {
        byte[] samples = new byte[300 * 200];
        IntStream.range(0, samples.length)
                .filter(i -> i % 200 >= 150 && i % 200 < 170 && i / 200 >= 20 && i / 200 < 220
                        || i / 200 >= 200 && i / 200 < 220 && i % 200 >= 100 && i % 200 < 170)
                .forEach(i -> samples[i] = (byte) 255);
        Picture fitted = Picture.of(300, 200, 1, samples).fit(Fit.STROKES, 28, 28, 1);
        double[] sums = new double[3];
        IntStream.range(0, 784).forEach(i -> {
            sums[0] += fitted.sample(i / 28, i % 28, 0);
            sums[1] += fitted.sample(i / 28, i % 28, 0) * (i / 28);
            sums[2] += fitted.sample(i / 28, i % 28, 0) * (i % 28);
        });
        assertThat(sums[1] / sums[0]).isBetween(13.5, 14.5);
        assertThat(sums[2] / sums[0]).isBetween(13.5, 14.5);
        long rows = IntStream.range(0, 28)
                .filter(row -> IntStream.range(0, 28).anyMatch(column -> fitted.sample(row, column, 0) > 0))
                .count();
        assertThat(rows).isEqualTo(20);
    }

    @Test
    void finePensAreThickened() {
        byte[] samples = new byte[400 * 400];
        IntStream.range(50, 350).forEach(i -> samples[i * 400 + i] = (byte) 255);
        Picture fitted = Picture.of(400, 400, 1, samples).fit(Fit.STROKES, 28, 28, 1);
        assertThat(fitted.sample(14, 14, 0)).isGreaterThan(200);
        assertThat(fitted.steps().getFirst()).contains("thickened");
    }

    /// UCI's 8 x 8 digits fill all rows, and their values are counts of 16 pixels.
    @Test
    void smallDigitsAreCountedInBlocks() {
        Picture fitted = enlarged(5, 11, 3, value -> 255 - value).fit(Fit.STROKES, 8, 8, 1);
        for (int row = 0; row < 8; row++) {
            int at = row;
            assertThat(IntStream.range(0, 8)
                            .map(column -> fitted.sample(at, column, 0))
                            .sum())
                    .isPositive();
            assertThat(IntStream.range(0, 8)
                            .map(column -> fitted.sample(at, column, 0))
                            .mapToObj(value -> value * 16 / 255.0))
                    .allMatch(count -> Math.abs(count - Math.round(count)) < 0.04);
        }
    }

    @Test
    void aBlankPictureHasNoStrokes() {
        Picture fitted = Picture.of(50, 50, 3, new byte[7500]).fit(Fit.STROKES, 28, 28, 1);
        assertThat(fitted.samples()).containsOnly(0);
        assertThat(fitted.steps()).endsWith("no strokes found");
        assertThat(Picture.of(1, 1, 1, new byte[] {9})
                        .fit(Fit.STROKES, 28, 28, 1)
                        .samples())
                .containsOnly(0);
    }

    @Test
    void strokesAreGrey() {
        assertThatThrownBy(() -> DIGIT.fit(Fit.STROKES, 32, 32, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("3 channels");
    }

    private static Picture digit() {
        byte[] samples = new byte[784];
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 16; column++) {
                samples[(row + 7) * 28 + column + 6] =
                        (byte) Integer.parseInt(SEVEN[row].substring(2 * column, 2 * column + 2), 16);
            }
        }
        return Picture.of(28, 28, 1, samples);
    }

    /// Each pixel of the digit as a square, with a margin above and to the left beside its own.
    private static Picture enlarged(int factor, int above, int left, IntUnaryOperator colour) {
        int rows = 28 * factor + above;
        int columns = 28 * factor + left;
        byte[] samples = new byte[rows * columns];
        for (int i = 0; i < samples.length; i++) {
            int row = i / columns - above;
            int column = i % columns - left;
            samples[i] = (byte)
                    colour.applyAsInt(row < 0 || column < 0 ? 0 : DIGIT.sample(row / factor, column / factor, 0));
        }
        return Picture.of(rows, columns, 1, samples);
    }

    /// On average over the pixels.
    private static void assertNear(Picture found, Picture expected, double tolerance) {
        double difference = IntStream.range(0, 784)
                .mapToDouble(i -> Math.abs(found.sample(i / 28, i % 28, 0) - expected.sample(i / 28, i % 28, 0)))
                .average()
                .orElseThrow();
        assertThat(difference).isLessThanOrEqualTo(tolerance);
    }
}
