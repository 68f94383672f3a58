package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

/// Pictures as Pillow 9.4 reads them: means of the channels, and every 18th row's every 26th pixel.
final class PillowTest {
    private static final int DOWN = 18;
    private static final int ACROSS = 26;

    @Test
    void aFlatLossyWebpHasItsColour() {
        check(PillowFiles.WEBP_FLAT, 3, 1.2, new double[] {90.12, 139.33, 199.72}, new int[] {
            88, 140, 202, 92, 139, 198, 90, 139, 200, 90, 140, 198
        });
    }

    /// Colours may be interpolated otherwise between the pixels that have them.
    @Test
    void aLossyWebpOfManyColoursHasThem() {
        check(PillowFiles.WEBP_SMOOTH, 24, 1, new double[] {135.43, 109.69, 121.4}, new int[] {
            140, 240, 172, 55, 232, 206, 212, 232, 57,
            238, 76, 220, 50, 87, 113, 158, 88, 41,
            116, 67, 159, 179, 61, 44, 35, 59, 167
        });
    }

    @Test
    void aLosslessWebpWithAPaletteIsExact() {
        check(PillowFiles.WEBP_PALETTE, 0, 0.01, new double[] {133.19, 105.57, 119.55}, new int[] {
            140, 211, 155, 140, 211, 155, 140, 211, 155,
            142, 129, 130, 68, 43, 115, 189, 44, 80,
            68, 43, 115, 189, 44, 80, 68, 43, 115
        });
    }

    @Test
    void ofAnAnimationTheFirstFrameIsRead() {
        check(PillowFiles.WEBP_ANIMATION, 3, 1.2, new double[] {90, 139.08, 200.11}, new int[] {
            90, 139, 202, 90, 139, 200, 90, 139, 200, 90, 139, 200
        });
    }

    @Test
    void aFrameLiesWhereItBelongsOnALargerCanvas() {
        requireFrame(Picture.decode("small.webp", PillowFiles.WEBP_SMALL_FRAME), new int[] {4, 2, 2, 4}, new int[] {
            200, 100, 50
        });
        requireFrame(Picture.decode("small.gif", PillowFiles.GIF_SMALL_FRAME), new int[] {2, 3, 3, 4}, new int[] {
            200, 100, 50
        });
    }

    /// @param frame top, left, rows and columns
    private static void requireFrame(Picture picture, int[] frame, int[] colour) {
        assertThat(new int[] {picture.rows(), picture.columns(), picture.channels()})
                .containsExactly(8, 10, 3);
        for (int i = 0; i < 8 * 10 * 3; i++) {
            int row = i / 30 - frame[0];
            int column = i / 3 % 10 - frame[1];
            boolean inside = row >= 0 && row < frame[2] && column >= 0 && column < frame[3];
            assertThat(picture.sample(i / 30, i / 3 % 10, i % 3))
                    .as("row %d, column %d", i / 30, i / 3 % 10)
                    .isEqualTo(inside ? colour[i % 3] : 255);
        }
        assertThat(picture.steps()).containsExactly("transparency put on white");
    }

    @Test
    void labIsRefusedSinceItWouldBeTakenForOtherColours() {
        assertThatThrownBy(() -> Picture.decode("lab.tif", PillowFiles.TIFF_LAB))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("lab.tif is a TIFF image in CIE L*a*b*, which cannot be read correctly; save it in RGB");
    }

    private static void check(byte[] file, int tolerance, double meanTolerance, double[] means, int... samples) {
        Picture picture = Picture.decode("a file", file);
        double[] sums = new double[3];
        int at = 0;
        for (int row = 0; row < picture.rows(); row++) {
            for (int column = 0; column < picture.columns(); column++) {
                for (int channel = 0; channel < 3; channel++) {
                    sums[channel] +=
                            (double) picture.sample(row, column, channel) / (picture.rows() * picture.columns());
                    if (row % DOWN == 0 && column % ACROSS == 0) {
                        assertThat(picture.sample(row, column, channel))
                                .as("row %d, column %d", row, column)
                                .isCloseTo(samples[at++], within(tolerance));
                    }
                }
            }
        }
        assertThat(at).isEqualTo(samples.length);
        assertThat(sums).containsExactly(means, within(meanTolerance));
    }
}
