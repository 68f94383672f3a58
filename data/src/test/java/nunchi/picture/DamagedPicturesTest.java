package nunchi.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import nunchi.check.InvalidRequestException;
import nunchi.check.TooLittleMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DamagedPicturesTest {
    private static final int DAMAGES = 250;

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String format : new String[] {"jpg", "png", "gif", "bmp", "tiff"}) {
            files.put(format, Quadrants.file(format));
        }
        files.put("webp", Literals.WEBP_LOSSLESS);
        files.put("lossy webp", Literals.WEBP_LOSSY_ALPHA);
        files.put("cmyk", Literals.CMYK);
        files.put("animated webp", PillowFiles.WEBP_ANIMATION);
        return files;
    }

    static Iterable<String> names() {
        return files().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileCutShortIsRefusedByItsName(String name) {
        byte[] whole = files().get(name);
        for (int percent : new int[] {20, 40, 60, 80, 90}) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThatThrownBy(() -> Picture.decode("cut " + name, cut))
                    .as("%d %%", percent)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("cut " + name);
        }
    }

    /// Two thousand files with changed, missing and doubled bytes: a picture of the right size for its bytes, or one
    /// sentence.
    @Test
    void aDamagedFileGivesAPictureOrIsRefusedByItsName() {
        Random random = new Random(4);
        int[] refused = {0};
        files().forEach((name, whole) -> {
            for (int i = 0; i < DAMAGES; i++) {
                byte[] damaged = damage(whole, random);
                if (name.equals("png") && i % 2 == 0) {
                    mendChecksums(damaged);
                }
                try {
                    Picture picture = Picture.decode("damaged " + name, damaged);
                    assertThat(picture.samples()).hasSize(picture.rows() * picture.columns() * picture.channels());
                } catch (InvalidRequestException told) {
                    assertThat(told.getMessage()).startsWith("damaged " + name).doesNotContain("\n");
                    refused[0]++;
                } catch (TooLittleMemoryException large) {
                    assertThat(large.getMessage()).contains("damaged " + name);
                }
            }
        });
        assertThat(refused[0]).isGreaterThan(DAMAGES);
    }

    /// So that the damage gets as far as the decoder.
    private static void mendChecksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = 8;
        while (at + 12 <= png.length && file.getInt(at) >= 0 && file.getInt(at) <= png.length - at - 12) {
            int length = file.getInt(at);
            CRC32 sum = new CRC32();
            sum.update(png, at + 4, 4 + length);
            file.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        int kind = random.nextInt(4);
        if (kind == 0) {
            return Arrays.copyOf(damaged, random.nextInt(whole.length));
        }
        if (kind == 1) {
            int from = random.nextInt(whole.length);
            int length = random.nextInt(whole.length - from);
            System.arraycopy(whole, random.nextInt(whole.length - length), damaged, from, length);
            return damaged;
        }
        // The header is where the sizes stand.
        int reach = kind == 2 ? Math.min(64, whole.length) : whole.length;
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
