package nunchi.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Float32 tensors in Hugging Face's safetensors format: the length of the header (8 bytes, little-endian), the header in
/// JSON (name to type, shape and place), then the values in the order of the names, little-endian.
final class Safetensors {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";

    private Safetensors() {}

    /// What a file holds.
    ///
    /// @param metadata texts by their names, which the format leaves to its writers; often empty
    record Content(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    static byte[] write(Map<String, Tensor> tensors) {
        return write(new Content(tensors, Map.of()));
    }

    static byte[] write(Content content) {
        Map<String, Tensor> sorted = new TreeMap<>(content.tensors());
        byte[] header = header(sorted, content.metadata());
        int size = sorted.values().stream()
                .mapToInt(tensor -> Math.multiplyExact(Float.BYTES, tensor.shape().size()))
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
        ObjectNode header = Json.object();
        if (!metadata.isEmpty()) {
            new TreeMap<>(metadata).forEach(header.putObject(METADATA)::put);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            Shape shape = entry.getValue().shape();
            ObjectNode place = header.putObject(entry.getKey()).put("dtype", "F32");
            place.set("shape", Json.extents(shape));
            place.putArray("data_offsets").add(offset).add(offset + (long) Float.BYTES * shape.size());
            offset += (long) Float.BYTES * shape.size();
        }
        String text = Json.line(header);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat(Math.ceilDiv(length, LENGTH_BYTES) * LENGTH_BYTES - length)).getBytes(StandardCharsets.UTF_8);
    }

    /// @throws InvalidRequestException when the file is absent or damaged, with its name and what is wrong
    static Map<String, Tensor> read(Path file) {
        return content(file).tensors();
    }

    /// The same with the metadata.
    static Content content(Path file) {
        try {
            return read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException unreadable) {
            throw new InvalidRequestException("the weights %s cannot be read".formatted(file), unreadable);
        } catch (InvalidRequestException | JacksonException damaged) {
            String reason = damaged instanceof JacksonException ? "its header is not JSON" : damaged.getMessage();
            throw new InvalidRequestException("the weights %s are damaged: %s".formatted(file, reason), damaged);
        }
    }

    private static Content read(ByteBuffer buffer) {
        Check.require(buffer.remaining() >= LENGTH_BYTES, "it has %d bytes".formatted(buffer.remaining()));
        long length = buffer.getLong();
        Check.require(length > 0 && length <= buffer.remaining(),
                "its header should have %d bytes, but %d follow".formatted(length, buffer.remaining()));
        byte[] header = new byte[(int) length];
        buffer.get(header);
        ByteBuffer values = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
        JsonNode tree = MAPPER.readTree(header);
        Check.require(tree.isObject(), "its header is no JSON object");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), values));
                end = Math.max(end, entry.getValue().path("data_offsets").path(1).longValue());
            }
        }
        Check.require(end == values.capacity(), "it has %d bytes of values, its header tells of %d".formatted(values.capacity(), end));
        Map<String, String> metadata = new LinkedHashMap<>();
        tree.path(METADATA).properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString("")));
        return new Content(tensors, metadata);
    }

    private static Tensor tensor(String name, JsonNode entry, ByteBuffer values) {
        Check.require("F32".equals(entry.path("dtype").asString("")), "tensor %s is not of type F32".formatted(name));
        JsonNode extents = entry.path("shape");
        Check.require(extents.isArray() && extents.valueStream().allMatch(JsonNode::canConvertToInt), "tensor %s has no shape".formatted(name));
        Shape shape = Shape.of(extents.valueStream().mapToInt(JsonNode::intValue).toArray());
        JsonNode from = entry.path("data_offsets").path(0);
        JsonNode to = entry.path("data_offsets").path(1);
        Check.require(from.canConvertToInt() && to.canConvertToInt(), "tensor %s has no place".formatted(name));
        boolean inside = from.intValue() >= 0 && to.intValue() <= values.capacity();
        boolean fits = inside && to.intValue() - from.intValue() == (long) Float.BYTES * shape.size();
        Check.require(fits, "tensor %s of shape %s cannot stand at bytes %d to %d of %d"
                .formatted(name, shape, from.longValue(), to.longValue(), values.capacity()));
        Tensor tensor = Tensor.zeros(shape);
        values.slice(from.intValue(), to.intValue() - from.intValue()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(tensor.values());
        return tensor;
    }
}
