package nunchi.picture;

import static nunchi.picture.Quadrants.COLOURS;
import static nunchi.picture.Quadrants.assertColours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTest {
    private static final int[] WHITE = {255, 255, 255};
    /// Green at an alpha of 51 of 255 on white.
    private static final int[] PALE_GREEN = {208, 240, 216};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"jpg, 3", "png, 0", "bmp, 0", "gif, 0", "tiff, 0"})
    void everyFormatIsReadInItsColours(String format, int tolerance) throws IOException {
        Path file = Files.write(folder.resolve("picture." + format), Quadrants.file(format));
        Picture picture = Picture.read(file);
        assertThat(picture.rows()).isEqualTo(32);
        assertThat(picture.columns()).isEqualTo(48);
        assertThat(picture.channels()).isEqualTo(3);
        assertColours(picture, tolerance, COLOURS);
        assertThat(picture.steps()).isEmpty();
    }

    @Test
    void webpIsReadWithAndWithoutLoss() {
        assertColours(decode(Literals.WEBP_LOSSLESS), 0, COLOURS);
        assertColours(decode(Literals.WEBP_LOSSY), 8, COLOURS);
    }

    @Test
    void transparencyIsPutOnWhiteAndTold() {
        BufferedImage image = Quadrants.image(BufferedImage.TYPE_INT_ARGB);
        for (int column = 0; column < 48; column++) {
            for (int row = 0; row < 16; row++) {
                image.setRGB(column, row, image.getRGB(column, row) & 0xffffff | (column < 24 ? 0 : 51) << 24);
            }
        }
        for (byte[] file :
                List.of(Quadrants.file(image, "png"), Quadrants.file(image, "tiff"), Literals.WEBP_LOSSLESS_ALPHA)) {
            Picture picture = decode(file);
            assertColours(picture, 1, WHITE, PALE_GREEN, COLOURS[2], COLOURS[3]);
            assertThat(picture.steps()).containsExactly("transparency put on white");
        }
        assertColours(decode(Literals.WEBP_LOSSY_ALPHA), 8, WHITE, PALE_GREEN, COLOURS[2], COLOURS[3]);
        assertThat(decode(Quadrants.file(Quadrants.image(BufferedImage.TYPE_INT_ARGB), "png"))
                        .steps())
                .as("opaque")
                .isEmpty();
    }

    @Test
    void aTransparentColourOfAPaletteIsPutOnWhite() {
        BufferedImage image = Quadrants.image(BufferedImage.TYPE_INT_ARGB);
        for (int pixel = 0; pixel < 24 * 16; pixel++) {
            image.setRGB(pixel % 24, pixel / 24, 0);
        }
        Picture picture = decode(Quadrants.file(image, "gif"));
        assertColours(picture, 8, WHITE, COLOURS[1], COLOURS[2], COLOURS[3]);
        assertThat(picture.steps()).containsExactly("transparency put on white");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff", "bmp", "jpg"})
    void greyIsTakenAsItIsStored(String format) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, 1600).forEach(i -> image.getRaster().setSample(i % 40, i / 40, 0, i / 80 * 12));
        Picture picture = decode(Quadrants.file(image, format));
        for (int row = 0; row < 40; row += 2) {
            assertThat(picture.sample(row, 20, 0))
                    .isBetween(
                            row / 2 * 12 - (format.equals("jpg") ? 4 : 0),
                            row / 2 * 12 + (format.equals("jpg") ? 4 : 0));
        }
        assertThat(picture.channels()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void sixteenBitsBecomeEight(String format) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = image.getRaster();
        IntStream.range(0, 256).forEach(i -> raster.setSample(i % 16, i / 16, 0, i * 257));
        Picture picture = decode(Quadrants.file(image, format));
        IntStream.range(0, 256)
                .forEach(i -> assertThat(picture.sample(i / 16, i % 16, 0)).isEqualTo(i));
        assertThat(picture.steps()).containsExactly("16 bits a channel brought to 8");
    }

    @Test
    void blackAndWhiteIsGrey() {
        BufferedImage image = new BufferedImage(9, 3, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSample(8, 2, 0, 1);
        Picture picture = decode(Quadrants.file(image, "png"));
        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.sample(2, 8, 0)).isEqualTo(255);
        assertThat(picture.sample(2, 7, 0)).isZero();
    }

    @Test
    void cmykBecomesSrgb() {
        for (byte[] file : List.of(Literals.CMYK, Literals.YCCK)) {
            Picture picture = decode(file);
            // Without a profile the conversion is the one of uncoated colours: 255 - ink.
            assertColours(picture, 6, COLOURS);
            assertThat(picture.steps()).contains("CMYK brought to sRGB");
        }
    }

    @Test
    void manyThreadsReadAtOnce() {
        ConcurrentLinkedQueue<Integer> corners = new ConcurrentLinkedQueue<>();
        byte[] file = Quadrants.file("png");
        IntStream.range(0, 200).parallel().forEach(_ -> corners.add(decode(file).sample(0, 0, 0)));
        assertThat(corners).hasSize(200).containsOnly(200);
    }

    @Test
    void whatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "no image at all");
        assertThatThrownBy(() -> Picture.read(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(text + " is not an image: it is none of jpg, png, gif, bmp, webp and tiff");
        Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);
        assertThatThrownBy(() -> Picture.read(empty)).hasMessage(empty + " is not an image: it is empty");
        assertThatThrownBy(() -> Picture.read(folder)).hasMessage(folder + " is not a file");
        assertThatThrownBy(() -> Picture.read(folder.resolve("nothing.png")))
                .hasMessage("there is no file " + folder.resolve("nothing.png"));
        assertThatThrownBy(() -> Picture.decode("phone.heic", "\0\0\0\30ftypheic".getBytes()))
                .hasMessageContaining("HEIC")
                .hasMessageContaining("save it as jpg");
    }

    @Test
    void aPictureThatSaysItIsEnormousIsRefusedBeforeItIsDecoded() {
        byte[] bmp = Quadrants.file("bmp");
        bmp[18] = 0;
        bmp[20] = 2;
        bmp[22] = 0;
        bmp[24] = 2;
        assertThatThrownBy(() -> Picture.decode("bomb.bmp", bmp))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bomb.bmp says that it has 131,072 rows and 131,072 columns");
    }

    @Test
    void filesArePicturesByTheirNames() {
        assertThat(List.of("a.JPG", "b.jpeg", "c.png", "d.gif", "e.bmp", "f.webp", "g.TIF", "h.tiff").stream()
                        .map(Path::of))
                .allMatch(PictureFormat::named);
        assertThat(List.of("png", ".png", "a.txt", "a.png.part", "a.heic").stream()
                        .map(Path::of))
                .noneMatch(PictureFormat::named);
    }

    private static Picture decode(byte[] file) {
        return Picture.decode("a test's image", file);
    }
}
