package nunchi.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.MalformedException;
import nunchi.codec.Tree;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Tensors in Hugging Face's safetensors format: the length of the header (8 bytes, little-endian), the header in
/// JSON (name to type, shape and place), then the values in the order of the names, little-endian. Float32 is written.
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    /// As the format's own readers have it.
    private static final int LONGEST_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";

    private Safetensors() {}

    /// What a file holds.
    ///
    /// @param tensors  by their names, each in its own shape
    /// @param metadata texts by their names, which the format leaves to its writers; often empty
    public record Content(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    /// A file of these tensors alone, without metadata.
    public static byte[] write(Map<String, Tensor> tensors) {
        return write(new Content(tensors, Map.of()));
    }

    /// A whole file: float32, little-endian, tensors in the order of their names.
    public static byte[] write(Content content) {
        Map<String, Tensor> sorted = new TreeMap<>(content.tensors());
        byte[] header = header(sorted, content.metadata());
        int size = sorted.values().stream()
                .mapToInt(
                        tensor -> Math.multiplyExact(Float.BYTES, tensor.shape().size()))
                .reduce(LENGTH_BYTES + header.length, Math::addExact);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header);
        sorted.values().forEach(tensor -> {
            buffer.asFloatBuffer().put(tensor.values());
            buffer.position(buffer.position() + Float.BYTES * tensor.shape().size());
        });
        return buffer.array();
    }

    /// Padded with blanks, so that the values begin at a multiple of 8 bytes.
    private static byte[] header(Map<String, Tensor> sorted, Map<String, String> metadata) {
        SequencedMap<String, Tree> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            SequencedMap<String, Tree> texts = new LinkedHashMap<>();
            new TreeMap<>(metadata).forEach((name, text) -> texts.put(name, Tree.of(text)));
            header.put(METADATA, Tree.of(texts));
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            Shape shape = entry.getValue().shape();
            long end = offset + (long) Float.BYTES * shape.size();
            Tree.Fields place = new Tree.Fields()
                    .with("dtype", Tree.of("F32"))
                    .with(
                            "shape",
                            Tree.of(Arrays.stream(shape.toArray())
                                    .mapToObj(Tree::of)
                                    .toList()));
            header.put(entry.getKey(), place.with("data_offsets", Tree.of(List.of(Tree.of(offset), Tree.of(end)))));
            offset = end;
        }
        String text = Json.line(Tree.of(header));
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat(Math.ceilDiv(length, LENGTH_BYTES) * LENGTH_BYTES - length))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Tensors of any type of real numbers as float32 by their names, each in its own shape, last axis fastest; numbers
    /// of more digits are rounded.
    ///
    /// @throws InvalidRequestException when the file is absent or damaged, with its name and what is wrong
    public static Map<String, Tensor> read(Path file) {
        return content(file).tensors();
    }

    /// The same with the metadata.
    ///
    /// @throws InvalidRequestException when the file is absent or damaged, with its name and what is wrong
    public static Content content(Path file) {
        try (FileChannel channel = FileChannel.open(GivenFile.regular(file))) {
            return read(channel);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the weights %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        } catch (InvalidRequestException | MalformedException damaged) {
            throw new InvalidRequestException(
                    "the weights %s are damaged: %s".formatted(file, reason(damaged)), damaged);
        }
    }

    private static String reason(RuntimeException damaged) {
        String message = Objects.requireNonNull(damaged.getMessage());
        if (damaged instanceof MalformedException) {
            return message.endsWith("is given twice") ? "its header gives a name twice" : "its header is not JSON";
        }
        return message;
    }

    private static Content read(FileChannel channel) throws IOException {
        Check.require(channel.size() >= LENGTH_BYTES, "it has %d bytes".formatted(channel.size()));
        long length = bytes(channel, LENGTH_BYTES).getLong();
        long most = Math.min(channel.size() - LENGTH_BYTES, LONGEST_HEADER);
        Check.require(
                length > 0 && length <= most,
                "its header should have %d bytes, but it can have %d at most".formatted(length, most));
        Tree tree = Json.parse(new String(bytes(channel, (int) length).array(), StandardCharsets.UTF_8));
        Check.require(tree instanceof Tree.Fields, "its header is no JSON object");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long end = 0;
        for (Entry entry : entries(tree)) {
            Check.require(
                    entry.from() == end,
                    "tensor %s begins at byte %d and not at %d, where the one before it ends"
                            .formatted(entry.name(), entry.from(), end));
            end = entry.to();
            Check.require(
                    end <= channel.size() - LENGTH_BYTES - length,
                    "tensor %s ends at byte %d, after the file does".formatted(entry.name(), end));
            float[] values = new float[entry.shape().size()];
            entry.format().read(channel, ByteOrder.LITTLE_ENDIAN, values);
            tensors.put(entry.name(), new Tensor(entry.shape(), values));
        }
        long rest = channel.size() - LENGTH_BYTES - length;
        Check.require(end == rest, "it has %d bytes of values, its header gives %d".formatted(rest, end));
        Map<String, String> metadata = new LinkedHashMap<>();
        tree.path(METADATA).entries().forEach((name, text) -> metadata.put(name, text.inWords()));
        return new Content(tensors, metadata);
    }

    private static ByteBuffer bytes(FileChannel channel, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return buffer.flip();
    }

    /// One tensor's line of the header; the places count from the end of the header.
    private record Entry(String name, NumberFormat format, Shape shape, long from, long to) {}

    /// In the order of their values.
    private static List<Entry> entries(Tree tree) {
        return tree.entries().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(METADATA))
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Entry::from))
                .toList();
    }

    private static Entry entry(String name, Tree tree) {
        String type = tree.path("dtype").inWords();
        NumberFormat format = NumberFormat.ofSafetensors(type)
                .orElseThrow(() -> new InvalidRequestException(
                        "tensor %s is of type '%s'; F32, F64, F16, BF16 and whole numbers can be read"
                                .formatted(name, type)));
        Tree extents = tree.path("shape");
        Check.require(
                extents instanceof Tree.Sequence
                        && extents.elements().stream()
                                .allMatch(extent -> whole(extent)
                                        .filter(each -> each == each.intValue())
                                        .isPresent()),
                "tensor %s has no shape".formatted(name));
        Shape shape = Shape.of(extents.elements().stream()
                .mapToInt(extent -> whole(extent).orElseThrow().intValue())
                .toArray());
        Optional<Long> from = whole(tree.path("data_offsets").path(0));
        Optional<Long> to = whole(tree.path("data_offsets").path(1));
        Check.require(from.isPresent() && to.isPresent(), "tensor %s has no place".formatted(name));
        Entry entry = new Entry(name, format, shape, from.orElseThrow(), to.orElseThrow());
        boolean fits = entry.to() - entry.from() == (long) format.size() * shape.size();
        Check.require(
                fits,
                "tensor %s of shape %s cannot stand at bytes %d to %d"
                        .formatted(name, shape, entry.from(), entry.to()));
        return entry;
    }

    private static Optional<Long> whole(Tree number) {
        return number instanceof Tree.Number(Long value) ? Optional.of(value) : Optional.empty();
    }
}
