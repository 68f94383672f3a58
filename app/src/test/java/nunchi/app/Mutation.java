package nunchi.app;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A file with one thing wrong in it: a value of another type, a key that is gone, a byte, the end.
final class Mutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final int HEADER = 8;
    private static final int DEEP = 20_000;
    /// Of eight mutations of a text, so many are of its bytes and not of its values.
    private static final int OF_BYTES = 1;
    private static final int KINDS = 8;

    private final SplittableRandom random;

    Mutation(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] of(String name, byte[] content) {
        if (random.nextInt(KINDS) < OF_BYTES) {
            return damaged(content);
        }
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".json" -> tree(JSON, content);
            case ".yaml" -> tree(YAML, content);
            case ".jsonl" -> line(content);
            case ".safetensors" -> header(content);
            default -> damaged(content);
        };
    }

    private byte[] damaged(byte[] content) {
        byte[] copy = content.clone();
        switch (random.nextInt(4)) {
            case 0 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            case 1 -> copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            default -> copy = new byte[] {};
        }
        return copy;
    }

    private byte[] tree(ObjectMapper mapper, byte[] content) {
        if (mapper == JSON && random.nextInt(200) == 0) {
            return ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode tree = mapper.readTree(content);
        return mapper.writeValueAsBytes(changed(tree));
    }

    private byte[] line(byte[] content) {
        List<String> lines = new ArrayList<>(
                new String(content, StandardCharsets.UTF_8).lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            default -> lines.set(at, JSON.writeValueAsString(changed(JSON.readTree(lines.get(at)))));
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Of a safetensors file, whose values are bytes in any case.
    private byte[] header(byte[] content) {
        int length =
                (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonNode tree = JSON.readTree(new String(content, HEADER, length, StandardCharsets.UTF_8));
        byte[] header = JSON.writeValueAsBytes(changed(tree));
        int said = random.nextInt(8) == 0 ? random.nextInt(-header.length, 2 * header.length) : header.length;
        ByteBuffer file = ByteBuffer.allocate(HEADER + header.length + content.length - HEADER - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(said)
                .put(header)
                .put(content, HEADER + length, content.length - HEADER - length)
                .array();
    }

    /// With one node replaced, removed or doubled; a short way down is as likely as a long one.
    private JsonNode changed(JsonNode tree) {
        JsonNode at = tree;
        while (at instanceof ContainerNode<?>) {
            if (at.isEmpty()) {
                break;
            }
            int index = random.nextInt(at.size());
            JsonNode child = at instanceof ObjectNode object ? object.get(key(object, index)) : at.get(index);
            if (!child.isContainer() || child.isEmpty() || random.nextInt(4) == 0) {
                replace(at, index, child);
                return tree;
            }
            at = child;
        }
        return other(tree);
    }

    private static String key(ObjectNode object, int index) {
        return List.copyOf(object.propertyNames()).get(index);
    }

    private void replace(JsonNode parent, int index, JsonNode child) {
        boolean gone = random.nextInt(4) == 0;
        switch (parent) {
            case ObjectNode object when gone -> object.remove(key(object, index));
            case ObjectNode object -> object.set(key(object, index), other(child));
            case ArrayNode array when gone && random.nextBoolean() -> array.remove(index);
            case ArrayNode array when gone -> array.insert(index, child);
            case ArrayNode array -> array.set(index, other(child));
            default -> throw new IllegalStateException(parent.toString());
        }
    }

    private JsonNode other(JsonNode node) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.stringNode("");
            case 1 -> NODES.stringNode("../../x");
            case 2 -> NODES.nullNode();
            case 3 -> NODES.arrayNode();
            case 4 -> NODES.objectNode();
            case 5 -> NODES.booleanNode(true);
            case 6 -> NODES.numberNode(-1);
            case 7 -> NODES.numberNode(0);
            case 8 -> NODES.numberNode(2.5);
            case 9 -> NODES.numberNode(1e300);
            case 10 -> NODES.numberNode(node.isNumber() ? node.asLong(0) * 1_000_003L : Long.MAX_VALUE);
            default -> NODES.arrayNode().add(node);
        };
    }
}
