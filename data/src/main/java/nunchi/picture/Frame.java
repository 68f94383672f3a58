package nunchi.picture;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/// Where the first frame of a GIF or WebP file lies on its canvas, which may be larger: what it leaves free is
/// transparent, as browsers show it.
///
/// @param rows    of the canvas
/// @param columns of the canvas
/// @param top     row of the canvas at which the frame begins
/// @param left    column of the canvas at which the frame begins
record Frame(int rows, int columns, int top, int left) {
    private static final int GIF_SCREEN = 6;
    private static final int GIF_HEADER = 13;
    private static final int GIF_IMAGE = 0x2c;
    private static final int GIF_EXTENSION = 0x21;
    private static final int CHUNKS = 12;
    private static final int CHUNK_HEADER = 8;

    /// @return null where the format has no canvas, or the file does not tell of one
    static @Nullable Frame of(PictureFormat format, byte[] content) {
        try {
            return switch (format) {
                case GIF -> ofGif(content);
                case WEBP -> PictureFormat.has(content, CHUNKS, "VP8X") ? ofWebp(content) : null;
                case JPEG, PNG, BMP, TIFF -> null;
            };
        } catch (ArrayIndexOutOfBoundsException incomplete) {
            // The reader will say what is wrong with the file.
            return null;
        }
    }

    private static @Nullable Frame ofGif(byte[] content) {
        int at = GIF_HEADER + table(content[GIF_SCREEN + 4]);
        while (content[at] == GIF_EXTENSION) {
            at = afterBlocks(content, at + 2);
        }
        if (content[at] != GIF_IMAGE) {
            return null;
        }
        return new Frame(
                number(content, GIF_SCREEN + 2, 2),
                number(content, GIF_SCREEN, 2),
                number(content, at + 3, 2),
                number(content, at + 1, 2));
    }

    /// Bytes of the table of colours that these flags tell of.
    private static int table(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int afterBlocks(byte[] content, int first) {
        int at = first;
        while (content[at] != 0) {
            at += 1 + (content[at] & 0xff);
        }
        return at + 1;
    }

    private static Frame ofWebp(byte[] content) {
        int canvas = CHUNKS + CHUNK_HEADER + 4;
        int columns = 1 + number(content, canvas, 3);
        int rows = 1 + number(content, canvas + 3, 3);
        for (long at = CHUNKS; at + CHUNK_HEADER + 6 <= content.length; ) {
            int data = (int) at + CHUNK_HEADER;
            if (PictureFormat.has(content, (int) at, "ANMF")) {
                return new Frame(rows, columns, 2 * number(content, data + 3, 3), 2 * number(content, data, 3));
            }
            long length = number(content, (int) at + 4, 4) & 0xffffffffL;
            at = data + length + length % 2;
        }
        return new Frame(rows, columns, 0, 0);
    }

    /// The little-endian number of so many bytes.
    static int number(byte[] content, int at, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (content[at + i] & 0xff) << 8 * i;
        }
        return number;
    }

    /// The canvas with the frame on it; the frame itself where it fills the canvas.
    BufferedImage onCanvas(BufferedImage frame) {
        if (frame.getHeight() == rows && frame.getWidth() == columns && top == 0 && left == 0) {
            return frame;
        }
        BufferedImage canvas = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < Math.min(frame.getHeight(), rows - top); row++) {
            for (int column = 0; column < Math.min(frame.getWidth(), columns - left); column++) {
                canvas.setRGB(left + column, top + row, frame.getRGB(column, row));
            }
        }
        return canvas;
    }
}
