package nunchi.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import nunchi.check.InvalidRequestException;

/// A content that is refused once it is longer than it may be, so that a small archive cannot unpack without end.
final class LimitedContent extends FilterInputStream {
    private final Object name;
    private final long most;
    private long left;

    LimitedContent(Object name, InputStream content, long most) {
        super(content);
        this.name = name;
        this.most = most;
        this.left = most;
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
            throw new InvalidRequestException("%s is damaged: it unpacks to more than the %,d bytes it may hold; fetch it again".formatted(name, most));
        }
    }
}
