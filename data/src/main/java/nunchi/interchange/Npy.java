package nunchi.interchange;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Arrays in NumPy's `.npy` files, versions 1 to 3 of the format: what `numpy.save` writes and `numpy.load` reads.
public final class Npy {
    private Npy() {}

    /// An array of real numbers of any type and order as float32, in its own shape (`[]` for a single number), last
    /// axis fastest; numbers of more digits are rounded.
    ///
    /// @throws InvalidRequestException when the file is absent, damaged or holds no real numbers, with its name and
    ///                                 what is wrong
    public static Tensor read(Path file) {
        try (FileChannel channel = FileChannel.open(GivenFile.regular(file))) {
            return read(channel, channel.size());
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        } catch (InvalidRequestException damaged) {
            throw new InvalidRequestException(
                    "the array %s cannot be read: %s".formatted(file, damaged.getMessage()), damaged);
        }
    }

    /// @param size of all that the channel gives, in bytes
    static Tensor read(ReadableByteChannel channel, long size) throws IOException {
        NpyHeader header = header(channel, size);
        try {
            float[] values = new float[header.shape().size()];
            header.format().read(channel, header.order(), values);
            return new Tensor(header.shape(), header.fortran() ? turned(header.shape(), values) : values);
        } catch (EOFException _) {
            throw new InvalidRequestException("it ends too early");
        }
    }

    /// Reads up to the first value.
    static NpyHeader header(ReadableByteChannel channel, long size) throws IOException {
        try {
            int lengthBytes = NpyHeader.lengthBytes(bytes(channel, NpyHeader.PREAMBLE));
            int length = NpyHeader.length(bytes(channel, lengthBytes));
            NpyHeader header = NpyHeader.parse(bytes(channel, length));
            long rest = size - NpyHeader.PREAMBLE - lengthBytes - length;
            Check.require(
                    rest == header.size(),
                    "it has %,d bytes of values, but its shape %s takes %,d"
                            .formatted(rest, header.shape(), header.size()));
            return header;
        } catch (EOFException _) {
            throw new InvalidRequestException("it ends too early");
        }
    }

    private static byte[] bytes(ReadableByteChannel channel, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    /// From the first axis fastest to the last.
    private static float[] turned(Shape shape, float[] values) {
        float[] turned = new float[values.length];
        int[] position = new int[shape.rank()];
        for (int from = 0; from < values.length; from++) {
            int to = 0;
            for (int axis = 0; axis < position.length; axis++) {
                to = to * shape.extent(axis) + position[axis];
            }
            turned[to] = values[from];
            for (int axis = 0; axis < position.length && ++position[axis] == shape.extent(axis); axis++) {
                position[axis] = 0;
            }
        }
        return turned;
    }

    /// Writes a tensor as little-endian float32 in its own shape, last axis fastest. The file takes its name when it is
    /// whole.
    ///
    /// @throws InvalidRequestException when the disk refuses
    public static void write(Path file, Tensor tensor) {
        Shape shape = tensor.shape();
        try (NpyWriter writer =
                shape.rank() == 0 ? NpyWriter.scalar(file) : new NpyWriter(file, shape.extent(0), shape.example())) {
            writer.write(tensor.values(), shape.rank() == 0 ? 1 : shape.extent(0));
        }
    }

    /// The bytes of such a file.
    static byte[] bytes(Tensor tensor) {
        byte[] header = NpyHeader.bytes(tensor.shape());
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(
                header.length, Math.multiplyExact(Float.BYTES, tensor.shape().size())));
        buffer.order(ByteOrder.LITTLE_ENDIAN).put(header).asFloatBuffer().put(tensor.values());
        return buffer.array();
    }
}
