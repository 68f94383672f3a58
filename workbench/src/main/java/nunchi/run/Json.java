package nunchi.run;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nunchi.tensor.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a run's JSON files are written: what was not measured (NaN) as null, and what grew beyond all numbers
/// as ±1E+999, which every reader of JSON takes for infinite.
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal BEYOND = new BigDecimal("1E+999");
    private static final JsonMapper LINE = JsonMapper.builder().build();
    private static final JsonMapper PAGE = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static JsonNode number(double value) {
        if (Double.isNaN(value)) {
            return NODES.nullNode();
        }
        return Double.isInfinite(value) ? NODES.numberNode(value > 0 ? BEYOND : BEYOND.negate()) : NODES.numberNode(value);
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    static ArrayNode extents(Shape shape) {
        ArrayNode array = array();
        for (int extent : shape.toArray()) {
            array.add(extent);
        }
        return array;
    }

    /// On one line, without its end.
    static String line(JsonNode tree) {
        return LINE.writeValueAsString(tree);
    }

    /// Indented, as the bytes of a file.
    static byte[] page(JsonNode tree) {
        return (PAGE.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// On one line, as the bytes of a file: for files that hold images.
    static byte[] compact(JsonNode tree) {
        return (line(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
