package nunchi.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;

/// Files as streams of what they hold, whether gzip compressed them or not; what they are is seen by their first bytes.
final class Uncompressed {
    private static final int GZIP = 0x1F8B;
    private static final int BUFFER = 1 << 16;
    /// Bytes that any file may unpack to, and how many times its own size a larger one.
    private static final long HARMLESS = 1 << 26;
    private static final int MOST_TIMES = 200;

    private Uncompressed() {}

    /// What is done with a content.
    interface Reader<T> {
        T read(InputStream content) throws IOException;
    }

    /// @throws InvalidRequestException when the file is absent, cannot be read, or is no whole gzip file where it began
    ///                                 as one
    static <T> T read(Path file, Reader<T> reader) {
        try (InputStream compressed = new BufferedInputStream(Files.newInputStream(GivenFile.regular(file)), BUFFER);
                InputStream content = open(compressed, file)) {
            return reader.read(content);
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new InvalidRequestException(file + " may not be read; give yourself the right to", e);
        } catch (EOFException | ZipException e) {
            throw new InvalidRequestException(
                    "%s is damaged: it is not a whole gzip file (%s); fetch it again".formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static InputStream open(InputStream bytes, Path file) throws IOException {
        bytes.mark(2);
        int first = bytes.read() << 8 | bytes.read();
        bytes.reset();
        if (first != GZIP) {
            return bytes;
        }
        long most = Math.max(HARMLESS, MOST_TIMES * Files.size(file));
        return new LimitedContent(
                new GZIPInputStream(bytes, BUFFER),
                most,
                "%s unpacks to more than %,d bytes, over %d times its own size, as no table or image should; if it is as it should be, unpack it and name what is in it"
                        .formatted(file, most, MOST_TIMES));
    }
}
