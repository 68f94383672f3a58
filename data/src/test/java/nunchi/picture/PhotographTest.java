package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A digit of MNIST on paper as photographs have it, and paper without one. Light of 1 is white.
final class PhotographTest {
    private static final int ROWS = 320;
    private static final int COLUMNS = 380;
    private static final int FACTOR = 6;
    private static final int TOP = 70;
    private static final int LEFT = 110;

    /// What of the light comes back from a place of the paper.
    enum Scene {
        PLAIN((row, column) -> 1),
        RULED((row, column) -> row % 34 < 2 ? 0.6 : 1),
        SLANTED((row, column) -> (row + 0.04 * column) % 34 < 2 ? 0.6 : 1),
        SQUARED((row, column) -> row % 31 < 2 || column % 31 < 2 ? 0.65 : 1),
        SHADOW((row, column) -> 1 - 0.6 / (1 + Math.exp(-(row + column - 330) / 8))),
        LAMP((row, column) -> 1 - 0.5 * (Math.pow(row / ROWS - 0.5, 2) + Math.pow(column / COLUMNS - 0.5, 2)) * 2),
        EDGE((row, column) -> row > ROWS - 18 + 0.02 * column || column < 12 ? 0.15 : 1),
        DESK((row, column) -> RULED.light.applyAsDouble(row, column)
                * SHADOW.light.applyAsDouble(row, column)
                * EDGE.light.applyAsDouble(row, column));

        private final DoubleBinaryOperator light;

        Scene(DoubleBinaryOperator light) {
            this.light = light;
        }

        Picture photograph(double ink, Picture... drawings) {
            byte[] samples = new byte[ROWS * COLUMNS];
            for (int i = 0; i < samples.length; i++) {
                int row = i / COLUMNS;
                int column = i % COLUMNS;
                double drawn = 0;
                for (int place = 0; place < drawings.length; place++) {
                    int y = Math.floorDiv(row - TOP, drawings.length > 1 ? 4 : FACTOR);
                    int x = Math.floorDiv(
                            column - (drawings.length > 1 ? 40 + 180 * place : LEFT), drawings.length > 1 ? 4 : FACTOR);
                    boolean inside = y >= 0 && x >= 0 && y < 28 && x < 28;
                    drawn = Math.max(drawn, inside ? drawings[place].sample(y, x, 0) / 255.0 : 0);
                }
                double light = 0.9 * light(row, column) * (1 - ink * drawn);
                samples[i] = (byte)
                        Math.clamp(Math.round(255 * light + 3 * RandomKey.of(1).normal(i)), 0, 255);
            }
            return Picture.of(ROWS, COLUMNS, 1, samples);
        }

        private double light(int row, int column) {
            return light.applyAsDouble(row, column);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDigitIsFoundAsIfItStoodOnCleanPaper(Scene scene) {
        Picture seen = scene.photograph(0.85, StrokesTest.DIGIT).fit(Fit.STROKES, 28, 28, 1);
        double difference = 0;
        double shifted = 0;
        for (int i = 29; i < 784; i++) {
            difference += Math.abs(seen.sample(i / 28, i % 28, 0) - StrokesTest.DIGIT.sample(i / 28, i % 28, 0));
            shifted += Math.abs(StrokesTest.DIGIT.sample((i - 29) / 28, (i - 29) % 28, 0)
                    - StrokesTest.DIGIT.sample(i / 28, i % 28, 0));
        }
        assertThat(difference)
                .as("%s: less than a shift by a pixel changes", seen.steps())
                .isLessThan(shifted);
        assertThat(seen.steps().getFirst()).startsWith("dark strokes");
        assertThat(seen.warnings()).isEmpty();
    }

    /// On white chalk's ground too.
    @Test
    void lightStrokesOnADarkBoardAreFoundInAShadow() {
        Picture dark = Scene.SHADOW.photograph(0.85, StrokesTest.DIGIT);
        byte[] samples = dark.samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (255 - (samples[i] & 0xff));
        }
        assertThat(Picture.of(ROWS, COLUMNS, 1, samples)
                        .fit(Fit.STROKES, 28, 28, 1)
                        .steps()
                        .getFirst())
                .startsWith("light strokes");
    }

    @ParameterizedTest
    @EnumSource
    void onPaperWithoutADrawingNothingIsFoundOrAWarningGiven(Scene scene) {
        Picture seen = scene.photograph(0).fit(Fit.STROKES, 28, 28, 1);
        assertThat(seen.isBlack() || !seen.warnings().isEmpty())
                .as(seen.steps().toString())
                .isTrue();
    }

    @Test
    void twoDrawingsAreNotTakenForOne() {
        Picture seen = Scene.PLAIN
                .photograph(0.85, StrokesTest.DIGIT, StrokesTest.DIGIT)
                .fit(Fit.STROKES, 28, 28, 1);
        assertThat(seen.warnings()).containsExactly("there is more than one drawing; give an image of each");
    }

    @Test
    void faintStrokesAreTold() {
        assertThat(Scene.PLAIN
                        .photograph(0.13, StrokesTest.DIGIT)
                        .fit(Fit.STROKES, 28, 28, 1)
                        .warnings())
                .containsExactly("the strokes are faint");
    }
}
