package nunchi.picture;

import nunchi.check.Check;

/// What the JPEG reader does not bound by itself.
final class Jpeg {
    /// Encoders write about ten; each one costs as much as a whole image.
    private static final int MOST_SCANS = 100;
    private static final int MARKER = 0xFF;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int FIRST_RESTART = 0xD0;
    private static final int START = 0xD8;
    private static final int FILLED = 0x01;

    private Jpeg() {}

    /// @throws nunchi.check.InvalidRequestException when the image is made of more scans than any encoder writes
    static void check(String name, byte[] content) {
        int scans = 0;
        int at = 0;
        while (at + 1 < content.length && code(content, at) != END) {
            int code = code(content, at);
            scans += code == SCAN ? 1 : 0;
            Check.require(
                    scans <= MOST_SCANS,
                    "%s is a JPEG image of more than %d scans, which no camera and no program writes; save it again"
                            .formatted(name, MOST_SCANS));
            at += stands(code) ? 2 + length(content, at + 2) : code < 0 || code == MARKER ? 1 : 2;
        }
    }

    /// The marker's code at a place; -1 where none begins.
    private static int code(byte[] content, int at) {
        return (content[at] & 0xFF) == MARKER ? content[at + 1] & 0xFF : -1;
    }

    /// Whether a length and that many bytes follow the marker.
    private static boolean stands(int code) {
        boolean alone = code >= FIRST_RESTART && code <= START || code == MARKER || code <= FILLED;
        return !alone;
    }

    private static int length(byte[] content, int at) {
        return at + 1 < content.length ? (content[at] & 0xFF) << 8 | content[at + 1] & 0xFF : 0;
    }
}
