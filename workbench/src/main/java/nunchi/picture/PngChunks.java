package nunchi.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// The chunks of a PNG file: length, name, content, and a checksum that ImageIO does not look at.
final class PngChunks {
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;

    private PngChunks() {}

    /// @throws IOException where a checksum is wrong or the file stops before its end
    static void check(byte[] content) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(content);
        int at = SIGNATURE;
        String name = "";
        while (!name.equals("IEND")) {
            long length = at + AROUND <= content.length ? Integer.toUnsignedLong(file.getInt(at)) : Long.MAX_VALUE;
            if (length > content.length - at - AROUND) {
                throw new IOException("it ends within or before a chunk");
            }
            name = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 sum = new CRC32();
            sum.update(content, at + 4, 4 + (int) length);
            if ((int) sum.getValue() != file.getInt(at + 8 + (int) length)) {
                throw new IOException("the checksum of a chunk is wrong");
            }
            at += AROUND + (int) length;
        }
    }
}
