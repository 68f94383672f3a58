package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

final class JpegTest {
    private static byte[] progressive() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(
                    null, new IIOImage(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), null, null), settings);
        }
        writer.dispose();
        return file.toByteArray();
    }

    @Test
    void aPictureOfAFewScansIsRead() throws IOException {
        assertThat(Decoder.decode("a.jpg", progressive()).rows()).isEqualTo(48);
    }

    @Test
    void aPictureOfThousandsOfScansIsRefusedAndNotDecoded() throws IOException {
        byte[] whole = progressive();
        byte[] scans = new byte[2000 * 4];
        for (int i = 0; i < scans.length; i += 4) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
            scans[i + 3] = 2;
        }
        byte[] many = Arrays.copyOf(whole, whole.length - 2 + scans.length + 2);
        System.arraycopy(scans, 0, many, whole.length - 2, scans.length);
        System.arraycopy(whole, whole.length - 2, many, many.length - 2, 2);
        assertThatThrownBy(() -> Decoder.decode("many.jpg", many))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("many.jpg is a JPEG image of more than 100 scans");
    }
}
