package nunchi.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Small IDX files for the tests: 20 images of 5 rows and 4 columns, and their labels 0 … 9.
final class IdxFiles {
    static final int ROWS = 20;

    private IdxFiles() {}

    static byte[] images() {
        ByteBuffer content = ByteBuffer.allocate(16 + ROWS * 20);
        content.putInt(0x803).putInt(ROWS).putInt(5).putInt(4);
        for (int i = 0; i < ROWS * 20; i++) {
            content.put((byte) (i * 7));
        }
        return content.array();
    }

    static byte[] labels() {
        ByteBuffer content = ByteBuffer.allocate(8 + ROWS);
        content.putInt(0x801).putInt(ROWS);
        for (int row = 0; row < ROWS; row++) {
            content.put((byte) (row % 10));
        }
        return content.array();
    }

    static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
