package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

/// The expected samples are Pillow 9.4's of `(37 i + 91 j + 13 i j) mod 256`, 7 rows and 11 columns:
/// `resize((4, 3), BILINEAR)`, `resize((13, 9), BILINEAR)`, `ImageOps.fit(…, (4, 4), BILINEAR)`,
/// `ImageOps.pad(…, (5, 5), BILINEAR)`. Pillow rounds between the two axes as well, hence a tolerance of one. Torch's
/// antialiased interpolation in float64 gives 112.079, 119.888, … for the first.
final class FitTest {
    private static final int[][] SMALLER = {{112, 120, 132, 141}, {142, 146, 151, 114}, {141, 133, 146, 126}};
    private static final int[][] LARGER = {
        {0, 70, 147, 106, 45, 122, 199, 59, 97, 174, 153, 72, 142},
        {25, 101, 186, 152, 98, 157, 96, 108, 180, 172, 145, 137, 83}
    };
    private static final int[][] CROPPED = {
        {135, 122, 115, 163}, {143, 125, 116, 168}, {147, 149, 174, 122}, {147, 116, 152, 131}
    };
    private static final int[][] PADDED = {
        {0, 0, 0, 0, 0},
        {104, 125, 114, 152, 133},
        {138, 147, 149, 149, 107},
        {142, 140, 133, 145, 125},
        {0, 0, 0, 0, 0}
    };

    @Test
    void aPictureIsResizedAsPillowDoesIt() {
        assertSamples(pattern().fit(Fit.STRETCH, 3, 4, 1), SMALLER);
        assertSamples(pattern().fit(Fit.STRETCH, 9, 13, 1), LARGER);
        assertSamples(pattern().fit(Fit.CROP, 4, 4, 1), CROPPED);
        assertSamples(pattern().fit(Fit.PAD, 5, 5, 1), PADDED);
    }

    @Test
    void whatWasDoneIsTold() {
        assertThat(pattern().fit(Fit.STRETCH, 3, 4, 1).steps())
                .containsExactly("resized from 7 rows x 11 columns to 3 x 4");
        assertThat(pattern().fit(Fit.CROP, 4, 4, 1).steps())
                .containsExactly("the middle 7 x 7 of 7 rows x 11 columns resized to 4 x 4");
        assertThat(pattern().fit(Fit.PAD, 5, 5, 3).steps())
                .containsExactly(
                        "resized from 7 rows x 11 columns to 3 x 5, on black of 5 x 5",
                        "grey repeated in three channels");
        assertThat(pattern().fit(Fit.PAD, 7, 11, 1).steps()).isEmpty();
    }

    /// Pillow's `convert("L")` of the four colours.
    @Test
    void greyIsTheLumaOfThreeChannels() {
        Picture grey = Picture.decode("quadrants", Quadrants.file("png")).withChannels(1);
        assertThat(new int[] {grey.sample(0, 0, 0), grey.sample(0, 47, 0), grey.sample(31, 0, 0), grey.sample(31, 47, 0)
                })
                .containsExactly(82, 118, 69, 232);
        Picture colours = grey.withChannels(3);
        assertThat(new int[] {colours.sample(0, 0, 0), colours.sample(0, 0, 1), colours.sample(0, 0, 2)})
                .containsOnly(82);
    }

    @Test
    void theNarrowestPicturesAreFitted() {
        Picture line = Picture.of(1, 1000, 3, new byte[3000]);
        for (Fit fit : Fit.values()) {
            Picture fitted = line.fit(fit, 8, 8, 1);
            assertThat(fitted.rows() * fitted.columns() * fitted.channels()).isEqualTo(64);
        }
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> pattern().fit(Fit.CROP, 0, 4, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("rows is 0");
        assertThatThrownBy(() -> pattern().fit(Fit.CROP, 4, 4, 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not 2");
        assertThatThrownBy(() -> Picture.of(2, 2, 1, new byte[3])).hasMessageContaining("takes 4 samples, not 3");
    }

    private static Picture pattern() {
        byte[] samples = new byte[77];
        for (int i = 0; i < 77; i++) {
            samples[i] = (byte) (i / 11 * 37 + i % 11 * 91 + i / 11 * (i % 11) * 13);
        }
        return Picture.of(7, 11, 1, samples);
    }

    private static void assertSamples(Picture picture, int[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                assertThat(picture.sample(row, column, 0))
                        .as("row %d, column %d", row, column)
                        .isBetween(expected[row][column] - 1, expected[row][column] + 1);
            }
        }
    }
}
