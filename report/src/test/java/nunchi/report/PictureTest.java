package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void greyValuesArriveUnchanged() throws IOException {
        byte[] bytes = {0, 1, 100, (byte) 255, 17, (byte) 128};
        BufferedImage image = draw(bytes, 2, 3, 1);

        assertThat(image.getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null)).containsExactly(0, 1, 100, 255, 17, 128);
    }

    @Test
    void coloursArriveInTheirOrder() throws IOException {
        byte[] bytes = {(byte) 200, 10, 0, 1, 2, 3};
        BufferedImage image = draw(bytes, 1, 2, 3);

        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xc80a00);
        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x010203);
    }

    @Test
    void aLargePictureIsMadeSmallerByMeans() throws IOException {
        byte[] bytes = new byte[322 * 160];
        bytes[0] = 60;
        bytes[2 * 160 + 1] = 30;
        bytes[bytes.length - 161] = (byte) 255;

        BufferedImage image = draw(bytes, 322, 160, 1);

        assertThat(image.getHeight()).isEqualTo(107);
        assertThat(image.getWidth()).isEqualTo(53);
        assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(10);
        assertThat(image.getRaster().getSample(52, 106, 0))
                .as("the last row and column are cut off")
                .isZero();
    }

    @Test
    void bytesThatDoNotFitTheShapeAreNotDrawn() {
        Picture picture = Picture.of(shape(2, 2, 1));

        assertThat(picture.html("AAAA", "").isEmpty()).isTrue();
        assertThat(picture.html("not base64!", "").isEmpty()).isTrue();
    }

    @Test
    void examplesThatAreNoImagesHaveNoPicture() {
        assertThat(Picture.of(shape(64))).isNull();
        assertThat(Picture.of(shape(8, 8, 5))).isNull();
        assertThat(Picture.of(shape(1, 1000))).as("a line").isNull();
    }

    private static BufferedImage draw(byte[] bytes, int... extents) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        String markup = Picture.of(shape(extents)).html(base64, "an image").markup();
        String png = markup.replaceAll(".*base64,([^\"]*)\".*", "$1");
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    }

    private static List<Integer> shape(int... extents) {
        return IntStream.of(extents).boxed().toList();
    }
}
