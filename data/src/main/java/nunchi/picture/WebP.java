package nunchi.picture;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What the WebP reader does not ask for: that the file is whole, and that the images in it are as large as their
/// canvas or frame.
///
/// The reader takes memory for the size that an image's own header tells of, which may be another. Sizes: RFC 9649, 2.5
/// to 2.7.
final class WebP {
    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int FRAME = 16;
    private static final int LOSSY_SIZE = 6;
    private static final int LOSSLESS_SIZE = 1;
    private static final int SIZE_BITS = 14;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;

    private WebP() {}

    /// @throws IOException where the file is shorter than it says, or an image in it has a size of its own
    static void check(byte[] content) throws IOException {
        if (content.length < HEADER || (Frame.number(content, 4, 4) & 0xffffffffL) + CHUNK > content.length) {
            throw new EOFException();
        }
        boolean extended = PictureFormat.has(content, HEADER, "VP8X") && content.length >= HEADER + CHUNK + 10;
        if (extended) {
            int canvas = HEADER + CHUNK + 4;
            check(
                    content,
                    HEADER,
                    content.length,
                    new Size(1 + Frame.number(content, canvas, 3), 1 + Frame.number(content, canvas + 3, 3)));
        }
    }

    private static void check(byte[] content, int first, int end, Size wanted) throws IOException {
        for (long at = first; at + CHUNK + 10 <= end; ) {
            int data = (int) at + CHUNK;
            long length = Frame.number(content, (int) at + 4, 4) & 0xffffffffL;
            if (PictureFormat.has(content, (int) at, "ANMF")) {
                Size frame = new Size(
                        1 + Frame.number(content, data + 6, 3),
                        data + 12 > end ? 0 : 1 + Frame.number(content, data + 9, 3));
                check(content, data + FRAME, (int) Math.min(end, data + length), frame);
            }
            Size size = size(content, (int) at, data);
            if (size != null && !size.equals(wanted)) {
                throw new IOException("its image has %d columns and %d rows on a canvas of %d and %d"
                        .formatted(size.columns(), size.rows(), wanted.columns(), wanted.rows()));
            }
            at = data + length + length % 2;
        }
    }

    /// As the chunk's own header says; null for a chunk that is no image.
    private static @Nullable Size size(byte[] content, int at, int data) {
        if (PictureFormat.has(content, at, "VP8 ")) {
            return new Size(
                    Frame.number(content, data + LOSSY_SIZE, 2) & SIZE_MASK,
                    Frame.number(content, data + LOSSY_SIZE + 2, 2) & SIZE_MASK);
        }
        if (PictureFormat.has(content, at, "VP8L")) {
            int bits = Frame.number(content, data + LOSSLESS_SIZE, 4);
            return new Size(1 + (bits & SIZE_MASK), 1 + (bits >>> SIZE_BITS & SIZE_MASK));
        }
        return null;
    }

    private record Size(int columns, int rows) {}
}
