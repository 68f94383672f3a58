package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;

/// Where a file is not text in UTF-8.
final class EncodingFault {
    private static final int BUFFER = 1 << 13;

    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharBuffer characters = CharBuffer.allocate(BUFFER);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private long before;
    private long line = 1;

    private EncodingFault() {}

    /// @param kind what the file is read as, for a person: `a table is a CSV file`
    /// @param cause why it could not be decoded
    static InvalidRequestException of(Path file, String kind, IOException cause) {
        String place = Uncompressed.read(file, content -> new EncodingFault().find(content));
        return new InvalidRequestException(
                ("%s is not text in UTF-8%s; %s in UTF-8: save it so, or convert it, from the Windows code page by: "
                                + "iconv -f WINDOWS-1252 -t UTF-8")
                        .formatted(file, place, kind),
                cause);
    }

    private String find(InputStream content) throws IOException {
        for (int read = read(content); ; read = read(content)) {
            bytes.flip();
            CoderResult result = decode(read < 0);
            if (result.isError()) {
                return ": line %d, byte %,d of the file (0x%02X), is no part of a character"
                        .formatted(line, before + bytes.position() + 1, bytes.get(bytes.position()));
            }
            before += bytes.position();
            bytes.compact();
            if (read < 0) {
                return "";
            }
        }
    }

    private int read(InputStream content) throws IOException {
        int read = content.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read));
        return read;
    }

    private CoderResult decode(boolean end) {
        CoderResult result = decoder.decode(bytes, characters, end);
        characters.flip();
        line += characters.chars().filter(character -> character == '\n').count();
        characters.clear();
        return result;
    }
}
