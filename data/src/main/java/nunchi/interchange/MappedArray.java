package nunchi.interchange;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import nunchi.backend.RowSource;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Shape;
import nunchi.weights.NumberFormat;

/// The rows `[rows, columns]` of a `.npy` array of float32 that stay in its file: memory-mapped, they need no heap, and
/// the system keeps of them in memory what fits. The file must not become shorter meanwhile.
public final class MappedArray implements RowSource {
    private final ValueLayout.OfFloat layout;
    private final MemorySegment values;
    private final int rows;
    private final int columns;

    private MappedArray(NpyHeader header, MemorySegment values) {
        Shape shape = header.shape();
        this.layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(header.order());
        this.values = values;
        this.rows = shape.extent(0);
        this.columns = shape.size() / rows;
    }

    /// The rows of an array `[rows, …]`, further axes flattened to columns: mapped where they are float32 with the last
    /// axis fastest, else read into memory.
    ///
    /// @throws InvalidRequestException when the file is absent, damaged, holds no real numbers, or a single one
    public static RowSource open(Path file) {
        try (FileChannel channel = FileChannel.open(GivenFile.regular(file))) {
            NpyHeader header = Npy.header(channel, channel.size());
            if (header.shape().rank() == 0) {
                throw new InvalidRequestException("it is a single number; it must be an array [rows, …]");
            }
            if (header.format() == NumberFormat.FLOAT32 && !header.fortran()) {
                return new MappedArray(
                        header, channel.map(MapMode.READ_ONLY, channel.position(), header.size(), Arena.ofAuto()));
            }
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        } catch (InvalidRequestException damaged) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, damaged.getMessage()), damaged);
        }
        return Rows.matrix(Npy.read(file));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void read(int first, int count, float[] into, int at) {
        MemorySegment.copy(
                values, layout, (long) first * columns * Float.BYTES, into, at, Math.multiplyExact(count, columns));
    }
}
