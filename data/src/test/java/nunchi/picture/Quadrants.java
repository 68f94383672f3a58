package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A picture of 32 rows and 48 columns in four colours: red and green above, blue and cream below.
final class Quadrants {
    static final int ROWS = 32;
    static final int COLUMNS = 48;
    static final int[][] COLOURS = {{200, 30, 40}, {20, 180, 60}, {30, 60, 220}, {240, 230, 220}};

    private Quadrants() {}

    static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, type);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int[] colour = COLOURS[2 * (row / 16) + column / 24];
                image.setRGB(column, row, 0xff << 24 | colour[0] << 16 | colour[1] << 8 | colour[2]);
            }
        }
        return image;
    }

    static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            assertThat(ImageIO.write(image, format, stream)).isTrue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    static byte[] file(String format) {
        return file(image(BufferedImage.TYPE_INT_RGB), format);
    }

    /// Looks at the middle of each quarter, in reading order.
    static void assertColours(Picture picture, int tolerance, int[]... colours) {
        for (int quarter = 0; quarter < colours.length; quarter++) {
            int row = picture.rows() * (1 + 2 * (quarter / 2)) / 4;
            int column = picture.columns() * (1 + 2 * (quarter % 2)) / 4;
            for (int channel = 0; channel < picture.channels(); channel++) {
                assertThat(picture.sample(row, column, channel))
                        .as("quarter %d, channel %d", quarter, channel)
                        .isBetween(colours[quarter][channel] - tolerance, colours[quarter][channel] + tolerance);
            }
        }
    }
}
