package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.check.TooLittleMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that are in order and do not fit into the heap: another virtual machine with 48 MB reads them.
final class SmallHeapTest {
    private static final int SIDE = 2600;

    @TempDir
    private Path folder;

    /// What reads in the small heap: `java … SmallHeapTest FILE…` prints a line about each.
    public static void main(String[] files) {
        for (String file : files) {
            try {
                System.out.println(Picture.read(Path.of(file)).rows() + " rows");
            } catch (TooLittleMemoryException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void isToldAsMemoryAndNotAsDamage(String format) throws Exception {
        Path large = folder.resolve("large." + format);
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), format, large.toFile());
        Path small = Files.write(folder.resolve("small." + format), Quadrants.file(format));
        List<String> said = inSmallHeap(large, small);
        assertThat(said).as("%s", said).hasSize(2);
        assertThat(said.get(0))
                .startsWith("memory is too small: " + large)
                .contains("MB to read")
                .contains("start java with a larger -Xmx, for instance -Xmx");
        assertThat(said.get(1)).isEqualTo("32 rows");
    }

    private List<String> inSmallHeap(Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeapTest.class.getName()));
        Arrays.stream(files).map(Path::toString).forEach(command::add);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readAllLines(output);
    }

    @Test
    void whatNeverFitsIsRefusedAtOnce() {
        assertThatThrownBy(() -> HeapSpace.take("huge.png", Long.MAX_VALUE / 4))
                .isInstanceOf(TooLittleMemoryException.class)
                .hasMessageContaining("huge.png");
    }

    /// libwebp refuses it as well. The reader would take memory for the 16,383 columns and rows that the image within
    /// says.
    @Test
    void aWebPImageOfAnotherSizeThanItsCanvasIsDamaged() {
        for (byte[] whole : List.of(Literals.WEBP_LOSSY_ALPHA, PillowFiles.WEBP_ANIMATION)) {
            byte[] lying = whole.clone();
            String text = new String(lying, StandardCharsets.ISO_8859_1);
            int lossy = text.indexOf("VP8 ");
            int lossless = text.indexOf("VP8L");
            ByteBuffer file = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
            if (lossy > 0) {
                file.putInt(lossy + 14, 0x3fff3fff);
            } else {
                file.putInt(lossless + 9, file.getInt(lossless + 9) | 0x0fffffff);
            }
            assertThatThrownBy(() -> Picture.decode("lying.webp", lying))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("lying.webp is damaged")
                    .hasMessageContaining("on a canvas of");
        }
    }
}
