package nunchi.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// A file's bytes for ImageIO. A reader that goes on asking when they are used up is stopped: some try each of the
/// thousands of tables that a damaged header promises.
final class ByteStream extends ImageInputStreamImpl {
    private static final int MOST_VAIN_READS = 5_000;

    private final byte[] content;
    private int vainReads;

    ByteStream(byte[] content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < content.length ? content[(int) streamPos++] & 0xff : end();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, content.length - streamPos);
        if (count <= 0) {
            return end();
        }
        System.arraycopy(content, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    private int end() throws IOException {
        if (vainReads++ > MOST_VAIN_READS) {
            throw new IOException("it ends too early");
        }
        return -1;
    }

    @Override
    public long length() {
        return content.length;
    }
}
