package nunchi.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finds numbers in the first directory of a TIFF file, and the orientation in any: EXIF is a small TIFF file within
/// a JPEG's APP1 segment, a PNG's `eXIf` or a WebP's `EXIF` chunk.
/// Whatever does not fit together counts as not there.
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int PHOTOMETRIC = 0x0106;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final String NAME = "Exif\0\0";

    private Exif() {}

    /// @return the tag's value; 1 where there is none
    static int orientation(PictureFormat format, byte[] content) {
        int start = switch (format) {
            case JPEG -> inJpeg(content);
            case PNG -> inPng(content);
            case WEBP -> inWebp(content);
            case TIFF -> 0;
            case GIF, BMP -> -1;
        };
        return start < 0 ? 1 : tag(content, start, ORIENTATION, 1);
    }

    /// What the samples of a TIFF file's first page mean: its tag 262; -1 where it has none.
    static int photometric(byte[] content) {
        return tag(content, 0, PHOTOMETRIC, -1);
    }

    private static int inJpeg(byte[] content) {
        int at = 2;
        while (at + 4 <= content.length && (content[at] & 0xff) == 0xff) {
            int marker = content[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                return -1;
            }
            if (marker == APP1 && PictureFormat.has(content, at + 4, NAME)) {
                return at + 4 + NAME.length();
            }
            at += 2 + ((content[at + 2] & 0xff) << 8 | content[at + 3] & 0xff);
        }
        return -1;
    }

    private static int inPng(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        long at = 8;
        while (at + 8 <= content.length) {
            if (PictureFormat.has(content, (int) at + 4, "eXIf")) {
                return (int) at + 8;
            }
            at += 12 + Integer.toUnsignedLong(file.getInt((int) at));
        }
        return -1;
    }

    private static int inWebp(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= content.length) {
            if (PictureFormat.has(content, (int) at, "EXIF")) {
                int start = (int) at + 8;
                return PictureFormat.has(content, start, NAME) ? start + NAME.length() : start;
            }
            long length = Integer.toUnsignedLong(file.getInt((int) at + 4));
            at += 8 + length + length % 2;
        }
        return -1;
    }

    /// Reads the first directory of the TIFF file that begins at `start`.
    private static int tag(byte[] content, int start, int wanted, int otherwise) {
        if (!PictureFormat.has(content, start, "II*\0") && !PictureFormat.has(content, start, "MM\0*")) {
            return otherwise;
        }
        ByteBuffer file =
                ByteBuffer.wrap(content, start, content.length - start).slice();
        file.order(content[start] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = file.limit() < 8 ? Long.MAX_VALUE : Integer.toUnsignedLong(file.getInt(4));
        if (directory + 2 > file.limit()) {
            return otherwise;
        }
        int entries = Short.toUnsignedInt(file.getShort((int) directory));
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + (long) entry * ENTRY;
            if (at + ENTRY > file.limit()) {
                return otherwise;
            }
            if (Short.toUnsignedInt(file.getShort((int) at)) == wanted && file.getShort((int) at + 2) == SHORT) {
                return Short.toUnsignedInt(file.getShort((int) at + 8));
            }
        }
        return otherwise;
    }
}
