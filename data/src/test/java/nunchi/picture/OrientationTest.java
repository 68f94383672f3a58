package nunchi.picture;

import static nunchi.picture.Quadrants.COLOURS;
import static nunchi.picture.Quadrants.assertColours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the four colours (0 red, 1 green, 2 blue, 3 cream) come to lie is what Pillow's `ImageOps.exif_transpose`
/// gives.
final class OrientationTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0123", "2, 1032", "3, 3210", "4, 2301", "5, 0213", "6, 2031", "7, 3120", "8, 1302", "9, 0123", "0, 0123"
    })
    void eachOrientationIsTurnedUpright(int code, String quarters) {
        int[][] expected =
                quarters.chars().mapToObj(quarter -> COLOURS[quarter - '0']).toArray(int[][]::new);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            check(jpeg(exif(code, order)), code, expected, 3);
            check(png(exif(code, order)), code, expected, 0);
            check(tiff(code, order), code, expected, 0);
        }
    }

    @Test
    void webpIsTurnedToo() {
        check(Literals.WEBP_TURNED, 6, new int[][] {COLOURS[2], COLOURS[0], COLOURS[3], COLOURS[1]}, 0);
    }

    private static void check(byte[] file, int code, int[][] expected, int tolerance) {
        Picture picture = Picture.decode("turned", file);
        boolean transposed = code > 4 && code < 9;
        assertThat(picture.rows()).isEqualTo(transposed ? 48 : 32);
        assertThat(picture.columns()).isEqualTo(transposed ? 32 : 48);
        assertColours(picture, tolerance, expected);
        boolean turned = code > 1 && code < 9;
        assertThat(picture.steps()).isEqualTo(turned ? List.of("turned by its EXIF orientation " + code) : List.of());
    }

    private static byte[] exif(int code, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) code)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /// An APP1 segment right after the start of the file.
    private static byte[] jpeg(byte[] exif) {
        byte[] plain = Quadrants.file("jpg");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        file.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + exif.length))
                .array());
        file.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(exif);
        file.write(plain, 2, plain.length - 2);
        return file.toByteArray();
    }

    /// An eXIf chunk after the header.
    private static byte[] png(byte[] exif) {
        byte[] plain = Quadrants.file("png");
        int header = 8 + 25;
        byte[] chunk = ByteBuffer.allocate(4 + exif.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .array();
        CRC32 sum = new CRC32();
        sum.update(chunk);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, header);
        file.writeBytes(ByteBuffer.allocate(4).putInt(exif.length).array());
        file.writeBytes(chunk);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        file.write(plain, header, plain.length - header);
        return file.toByteArray();
    }

    /// Uncompressed, in one strip: the directory, the three bit depths, the samples.
    private static byte[] tiff(int code, ByteOrder order) {
        int[][] entries = {
            {256, 48},
            {257, 32},
            {258, 0},
            {259, 1},
            {262, 2},
            {273, 0},
            {274, code},
            {277, 3},
            {278, 32},
            {279, 32 * 48 * 3}
        };
        int depths = 8 + 2 + entries.length * 12 + 4;
        entries[5][1] = depths + 6;
        ByteBuffer file = ByteBuffer.allocate(depths + 6 + 32 * 48 * 3).order(order);
        file.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 3).putInt(entry[0] == 258 ? 3 : 1);
            if (entry[0] == 258) {
                file.putInt(depths);
            } else {
                file.putShort((short) entry[1]).putShort((short) 0);
            }
        }
        file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
        file.put(Picture.decode("plain", Quadrants.file("png")).samples());
        return file.array();
    }
}
