package nunchi.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.codec.Json;
import nunchi.codec.Tree;

/// As much of JSON Schema as the Open Inference Protocol and the server's own description need.
final class Schema {
    private final Tree definitions;
    private final String prefix;

    /// @param prefix of references to the definitions
    Schema(Tree definitions, String prefix) {
        this.definitions = definitions;
        this.prefix = prefix;
    }

    /// The published one, written down from the specification (kserve/open-inference-protocol, `inference_rest.md`).
    static Schema ofProtocol() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Schema.class.getResourceAsStream("open-inference-protocol.json"))) {
            return new Schema(Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)), "");
        }
    }

    /// What does not fit, each with its path.
    List<String> breaches(String definition, String json) {
        List<String> breaches = new ArrayList<>();
        check(definition(definition), Json.parse(json), "", breaches);
        return breaches;
    }

    private Tree definition(String name) {
        Tree found = definitions.path(name);
        if (found.isAbsent()) {
            throw new IllegalArgumentException("there is no definition " + name);
        }
        return found;
    }

    private void check(Tree schema, Tree value, String path, List<String> breaches) {
        if (schema.has("$ref")) {
            check(definition(schema.path("$ref").inWords().substring(prefix.length())), value, path, breaches);
        }
        String type = schema.path("type").text("");
        require(type.isEmpty() || is(type, value), "%s is no %s".formatted(path, type), breaches);
        List<Tree> listed = schema.path("enum").elements();
        require(listed.isEmpty() || listed.contains(value), path + " is not listed", breaches);
        Tree constant = schema.path("const");
        require(constant.isAbsent() || constant.equals(value), path + " is another value", breaches);
        inside(schema, value, path, breaches);
        boolean fits = schema.path("anyOf").elements().stream().anyMatch(each -> {
            List<String> inner = new ArrayList<>();
            check(each, value, path, inner);
            return inner.isEmpty();
        });
        require(fits || !schema.has("anyOf"), path + " fits none", breaches);
    }

    private static void require(boolean holds, String breach, List<String> breaches) {
        if (!holds) {
            breaches.add(breach);
        }
    }

    private void inside(Tree schema, Tree value, String path, List<String> breaches) {
        for (Tree key : schema.path("required").elements()) {
            require(value.has(key.inWords()), "%s lacks %s".formatted(path, key), breaches);
        }
        schema.path("properties").entries().forEach((key, inner) -> {
            if (value.has(key)) {
                check(inner, value.path(key), path + "." + key, breaches);
            }
        });
        for (int i = 0; i < value.elements().size() && schema.has("items"); i++) {
            check(schema.path("items"), value.path(i), path + "." + i, breaches);
        }
    }

    private static boolean is(String type, Tree value) {
        return switch (type) {
            case "string" -> value instanceof Tree.Text;
            case "boolean" -> value instanceof Tree.Truth;
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.number() == Math.rint(value.number());
            case "array" -> value instanceof Tree.Sequence;
            case "object" -> value instanceof Tree.Fields;
            default -> throw new IllegalArgumentException(type);
        };
    }
}
