package nunchi.interchange;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nunchi.check.InvalidRequestException;
import nunchi.data.WideRows;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Shape;

/// The rows `[rows, …]` of a `.npy` array whose numbers may have more digits than float32, in their file; further axes
/// are flattened.
final class WideArray implements WideRows {
    private final NpyHeader header;
    private final MemorySegment values;
    private final int rows;
    private final int columns;

    private WideArray(NpyHeader header, MemorySegment values) {
        this.header = header;
        this.values = values;
        this.rows = header.shape().extent(0);
        this.columns = header.shape().size() / rows;
    }

    /// @return nothing where float32 holds all numbers of the array's type
    /// @throws InvalidRequestException when the file is absent, damaged, holds no real numbers, or a single one
    static Optional<WideArray> open(Path file) {
        try (FileChannel channel = FileChannel.open(GivenFile.regular(file))) {
            NpyHeader header = Npy.header(channel, channel.size());
            if (!header.format().wide() || header.shape().rank() == 0) {
                return Optional.empty();
            }
            return Optional.of(new WideArray(
                    header, channel.map(MapMode.READ_ONLY, channel.position(), header.size(), Arena.ofAuto())));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        } catch (InvalidRequestException damaged) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, damaged.getMessage()), damaged);
        }
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
    public double at(int row, int column) {
        return header.format().at(values, offset(row, column), header.order());
    }

    /// All values, row by row, as texts with all their digits.
    ///
    /// @param file for complaints
    /// @throws InvalidRequestException when one is no whole number
    List<String> wholeNumbers(Path file) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Rows.wholeNumber(file, at(row, column));
                texts.add(header.format()
                        .exact(values, offset(row, column), header.order())
                        .toPlainString());
            }
        }
        return texts;
    }

    private long offset(int row, int column) {
        long place = header.fortran() ? turned(row, column) : (long) row * columns + column;
        return place * header.format().size();
    }

    /// Where a value lies when the first axis is the fastest.
    private long turned(int row, int column) {
        Shape shape = header.shape();
        long place = 0;
        int rest = column;
        for (int axis = shape.rank() - 1; axis > 0; axis--) {
            long step = 1;
            for (int before = 0; before < axis; before++) {
                step *= shape.extent(before);
            }
            place += step * (rest % shape.extent(axis));
            rest /= shape.extent(axis);
        }
        return place + row;
    }
}
