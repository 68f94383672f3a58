package nunchi.interchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nunchi.check.Check;
import nunchi.file.WholeFile;
import nunchi.tensor.Shape;

/// Writes an array `[rows, …]` of float32 to a `.npy` file, its rows as they come, so that arrays larger than memory
/// can be written. The file takes its name when it is closed with all its rows; one that lacks some is removed.
public final class NpyWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final WholeFile.Part part;
    private final FileChannel channel;
    private final long rows;
    private final int width;
    private long written;

    /// @param rows  that will come
    /// @param shape of one row; `[rows, …]` is the array's
    /// @throws nunchi.check.InvalidRequestException when the disk refuses
    public NpyWriter(Path file, int rows, Shape shape) {
        this(file, rows, shape.size(), header(rows, shape));
    }

    private NpyWriter(Path file, long rows, int width, byte[] header) {
        this.file = file;
        this.rows = rows;
        this.width = width;
        try {
            part = WholeFile.Part.of(file);
            channel = opened(part);
        } catch (IOException refused) {
            throw WholeFile.failed(file, refused);
        }
        begin(header);
    }

    private static FileChannel opened(WholeFile.Part part) throws IOException {
        try {
            return FileChannel.open(
                    part.file(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException refused) {
            part.discard(refused);
            throw refused;
        }
    }

    private void begin(byte[] header) {
        try {
            write(ByteBuffer.wrap(header));
        } catch (IOException refused) {
            close();
            throw WholeFile.failed(file, refused);
        }
    }

    /// An array without axes.
    static NpyWriter scalar(Path file) {
        return new NpyWriter(file, 1, 1, NpyHeader.bytes(Shape.SCALAR));
    }

    /// The shape of a whole array may have more values than a tensor can.
    private static byte[] header(int rows, Shape shape) {
        long[] extents = new long[shape.rank() + 1];
        extents[0] = rows;
        for (int axis = 0; axis < shape.rank(); axis++) {
            extents[axis + 1] = shape.extent(axis);
        }
        return NpyHeader.bytes("<f4", extents);
    }

    /// Writes the next rows.
    ///
    /// @param values at least `count` rows, `[count, …]`, last axis fastest
    /// @throws nunchi.check.InvalidRequestException for more rows than were to come, or when the disk refuses
    public void write(float[] values, int count) {
        Check.require(
                written + count <= rows, "%s was begun for %d rows and got %d".formatted(file, rows, written + count));
        int total = Math.multiplyExact(count, width);
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min((long) total * Float.BYTES, BUFFER))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < total; done += buffer.capacity() / Float.BYTES) {
            int next = Math.min(total - done, buffer.capacity() / Float.BYTES);
            buffer.clear().asFloatBuffer().put(values, done, next);
            try {
                write(buffer.limit(next * Float.BYTES));
            } catch (IOException refused) {
                throw WholeFile.failed(file, refused);
            }
        }
        written += count;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (written == rows) {
                WholeFile.complete(part.file(), file);
            } else {
                part.discard();
            }
        } catch (IOException refused) {
            throw WholeFile.failed(file, refused);
        }
    }
}
