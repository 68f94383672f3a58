package nunchi.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import nunchi.tensor.Shape;

/// PNG files.
public final class Png {
    private static final int GREY = 1;
    private static final int COLOUR = 3;
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;

    private Png() {}

    /// A file that stores the samples as they are.
    ///
    /// @param shape   `[rows, columns, channels]`, with 1 channel (grey) or 3 (red, green, blue)
    /// @param samples unsigned bytes, last axis fastest
    public static byte[] encode(Shape shape, byte[] samples) {
        boolean grey = shape.last() == GREY;
        BufferedImage image = new BufferedImage(
                shape.extent(1), shape.extent(0), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        // Into the array itself: a grey `setRGB` would bend it by the colour space's gamma.
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            pixels[grey ? i : i - i % COLOUR + COLOUR - 1 - i % COLOUR] = samples[i];
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // In memory: ImageIO's own stream would write each small image to a temporary file.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /// Looks at the chunks: length, name, content, and a checksum that ImageIO does not look at.
    ///
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
