package nunchi.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;

/// Reads the IDX format of MNIST (LeCun, Cortes, Burges, <http://yann.lecun.com/exdb/mnist/>), plain or compressed by
/// gzip.
///
/// | bytes | content, big-endian |
/// |---|---|
/// | 0 … 3 | magic number: `0x0800` (unsigned bytes) + the number of axes |
/// | 4 for each axis | its extent |
/// | the product of the extents | the values, last axis fastest |
///
/// Whatever a file says of its size, only as much memory is taken as it holds values.
public final class Idx {
    private static final int UNSIGNED_BYTES = 0x0800;
    private static final long MOST_VALUES = Integer.MAX_VALUE - 64L;
    private static final int FIRST_PIECE = 1 << 20;

    private final Path file;
    private final InputStream content;
    private long expected;
    private int filled;

    private Idx(Path file, InputStream content) {
        this.file = file;
        this.content = content;
    }

    /// @param axes the number of axes the file must have: 3 for images, 1 for labels
    /// @throws InvalidRequestException when the file is absent, truncated, damaged, of another kind or of an impossible
    ///                                 size
    public static IdxArray read(Path file, int axes) {
        return Uncompressed.read(file, content -> new Idx(file, content).read(axes));
    }

    /// Images with their class numbers; an example has the shape `[rows, columns, 1]` and values 0 … 255.
    ///
    /// @param card what is known of the set; the image's shape, range and checksums are taken from the files
    /// @throws InvalidRequestException when a file is refused, the numbers of images and labels differ, or a label is
    ///         none of the classes
    public static Dataset images(DataCard card, Path images, Path labels) {
        return images(card, List.of(images, labels), read(images, 3), read(labels, 1));
    }

    static Dataset images(DataCard card, List<Path> files, IdxArray images, IdxArray labels) {
        int rows = images.shape().extent(0);
        Check.require(
                labels.values().length == rows,
                "%s holds %d images, but %s holds %d labels; there must be one for each"
                        .formatted(files.getFirst(), rows, files.getLast(), labels.values().length));
        requireClasses(card, files.getLast(), labels.values());
        Shape image = Shape.of(images.shape().extent(1), images.shape().extent(2), 1);
        return new ByteDataset(card.drawnAs(image, InputRange.BYTE), image, images.values(), labels.values());
    }

    private static void requireClasses(DataCard card, Path file, byte[] labels) {
        int classes = card.classes().size();
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row] & 0xFF;
            if (label >= classes) {
                throw new InvalidRequestException(
                        "%s: label %d is %d; expected 0 to %d".formatted(file, row, label, classes - 1));
            }
        }
    }

    private IdxArray read(int axes) throws IOException {
        byte[] header = header(axes);
        ByteBuffer numbers = ByteBuffer.wrap(header);
        int magic = numbers.getInt();
        require(
                magic == UNSIGNED_BYTES + axes,
                "its magic number is 0x%08x; expected 0x%08x, unsigned bytes with %d %s"
                        .formatted(magic, UNSIGNED_BYTES + axes, axes, axes == 1 ? "axis" : "axes"));
        int[] extents = new int[axes];
        expected = 1;
        for (int axis = 0; axis < axes; axis++) {
            extents[axis] = numbers.getInt();
            expected = Math.min(expected * Integer.toUnsignedLong(extents[axis]), MOST_VALUES + 1);
        }
        require(
                expected > 0 && expected <= MOST_VALUES,
                "its header gives the impossible size %s; expected 1 to %d values"
                        .formatted(
                                Arrays.toString(Arrays.stream(extents)
                                        .mapToLong(Integer::toUnsignedLong)
                                        .toArray()),
                                MOST_VALUES));
        byte[] values = values();
        require(content.read() < 0, "it goes on after the %d values of its header".formatted(expected));
        return new IdxArray(Shape.of(extents), values, Sha256.of(header, values));
    }

    private byte[] header(int axes) throws IOException {
        int length = 4 + 4 * axes;
        byte[] header = content.readNBytes(length);
        require(
                header.length == length,
                "it has %d bytes, but the header alone takes %d".formatted(header.length, length));
        return header;
    }

    private byte[] values() throws IOException {
        byte[] values = new byte[(int) Math.min(expected, FIRST_PIECE)];
        try {
            while (filled < expected) {
                if (filled == values.length) {
                    values = Arrays.copyOf(values, (int) Math.min(expected, 2L * values.length));
                }
                int read = content.read(values, filled, values.length - filled);
                if (read < 0) {
                    throw new EOFException();
                }
                filled += read;
            }
        } catch (EOFException e) {
            throw new InvalidRequestException("%s is damaged: %s".formatted(file, truncated()), e);
        }
        return values;
    }

    private String truncated() {
        return "it ends after %d of %d values; fetch it again".formatted(filled, expected);
    }

    private void require(boolean holds, String complaint) {
        Check.require(holds, file + " is damaged: " + complaint);
    }
}
