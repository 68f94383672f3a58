package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// The images of a part of CIFAR-10, filled from its files one by one.
///
/// | bytes of a row | content |
/// |---|---|
/// | 0 | the class number |
/// | 1 … 1024, … 2048, … 3072 | red, green and blue of the image, each row after row |
///
/// Each image is turned to `[rows, columns, channels]` as it is read, so that no second copy is held. Different files
/// may be read by different threads.
final class CifarPixels {
    static final int SIDE = 32;
    static final int CHANNELS = 3;
    private static final int PLANE = SIDE * SIDE;
    private static final int IMAGE = PLANE * CHANNELS;
    private static final int ROW = 1 + IMAGE;
    private static final int ROWS_AT_ONCE = 100;

    private final DataCard card;
    private final List<String> files;
    private final int rowsOfFile;
    private final byte[] values;
    private final byte[] labels;
    private final String[] checksums;

    /// @param rows of all files together, as many in each
    CifarPixels(DataCard card, List<String> files, int rows) {
        this.card = card;
        this.files = files;
        this.rowsOfFile = rows / files.size();
        this.values = new byte[rows * IMAGE];
        this.labels = new byte[rows];
        this.checksums = new String[files.size()];
    }

    byte[] values() {
        return values;
    }

    byte[] labels() {
        return labels;
    }

    Map<String, String> checksums() {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < checksums.length; i++) {
            named.put(files.get(i), checksums[i]);
        }
        return named;
    }

    /// Reads one file to its end.
    ///
    /// @param path for messages
    /// @param file its name
    /// @return its SHA-256
    /// @throws InvalidRequestException when it has not the size it must have, or a label is none of the classes
    String read(Path path, String file, InputStream content) throws IOException {
        int index = files.indexOf(file);
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[Math.min(ROWS_AT_ONCE, rowsOfFile) * ROW];
        int first = index * rowsOfFile;
        int done = 0;
        while (done < rowsOfFile) {
            int wanted = Math.min(ROWS_AT_ONCE, rowsOfFile - done) * ROW;
            int read = content.readNBytes(buffer, 0, wanted);
            digest.update(buffer, 0, read);
            require(read == wanted, path, "it ends after %,d bytes".formatted((long) done * ROW + read));
            for (int row = 0; row < wanted / ROW; row++) {
                take(path, buffer, row * ROW, first + done + row);
            }
            done += wanted / ROW;
        }
        require(content.read() < 0, path, "it goes on after %,d bytes".formatted((long) rowsOfFile * ROW));
        checksums[index] = Sha256.hexadecimal(digest);
        return checksums[index];
    }

    private void require(boolean holds, Path path, String complaint) {
        Check.require(
                holds,
                "%s is damaged: %s, but its %,d images of %,d bytes take %,d; fetch it again"
                        .formatted(path, complaint, rowsOfFile, ROW, (long) rowsOfFile * ROW));
    }

    private void take(Path path, byte[] buffer, int at, int row) {
        int label = buffer[at] & 0xFF;
        if (label >= card.classes().size()) {
            throw new InvalidRequestException(
                    "%s is damaged: label %d of its image %d is none of the %d classes, 0 to %d; fetch it again"
                            .formatted(
                                    path,
                                    label,
                                    row % rowsOfFile,
                                    card.classes().size(),
                                    card.classes().size() - 1));
        }
        labels[row] = (byte) label;
        int to = row * IMAGE;
        for (int pixel = at + 1; pixel <= at + PLANE; pixel++) {
            values[to++] = buffer[pixel];
            values[to++] = buffer[pixel + PLANE];
            values[to++] = buffer[pixel + 2 * PLANE];
        }
    }
}
