package nunchi.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import nunchi.check.InvalidRequestException;

/// A content that is refused once it is longer than it may be, so that a small archive cannot unpack without end.
final class LimitedContent extends FilterInputStream {
    private final String complaint;
    private long left;

    /// @param complaint for a person, where it is longer
    LimitedContent(InputStream content, long most, String complaint) {
        super(content);
        this.complaint = complaint;
        this.left = most;
    }

    /// Of a file that is known.
    static LimitedContent ofKnown(Object name, InputStream content, long most) {
        return new LimitedContent(
                content,
                most,
                "%s is damaged: it unpacks to more than the %,d bytes it may hold; fetch it again"
                        .formatted(name, most));
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new InvalidRequestException(complaint);
        }
    }
}
