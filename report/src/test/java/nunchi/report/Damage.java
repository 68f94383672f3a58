package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Spoils the files of a folder in systematic ways.
final class Damage {
    private static final List<String> KEPT = List.of("event", "kind", "folder", "image", "type");

    private Damage() {}

    /// Replaces all texts but those that say what a thing is.
    static void replaceEveryText(Path folder, String text) {
        for (Path file : files(folder, 2)) {
            JsonNode root = read(file);
            replace(root, text);
            write(file, root);
        }
    }

    /// Takes each key of each file right in the folder away, then makes it null, a text, a number and an object, and
    /// looks each time. What is refused must be refused by the file's name and the key's.
    ///
    /// @return how many states were looked at
    static int everyKey(Path folder, Runnable look) {
        int tried = 0;
        List<String> faults = new ArrayList<>();
        for (Path file : files(folder, 1)) {
            JsonNode root = read(file);
            shorten(root);
            tried += everyKey(root, key -> {
                write(file, root);
                fault(file, key, look).ifPresent(faults::add);
            });
            write(file, root);
        }
        assertThat(faults).isEmpty();
        return tried;
    }

    /// What is wrong with how a damaged key is answered: an exception that is no refusal, or a refusal that does not
    /// name file and key.
    private static Optional<String> fault(Path file, String key, Runnable look) {
        String told =
                "(it lacks the key .*%1$s|\\b%1$s\\b.* is .*, where .* was written|\\b%1$s: unknown .*)|'.*' is not a folder within it"
                        .formatted(Pattern.quote(key));
        try {
            look.run();
            return Optional.empty();
        } catch (InvalidRequestException refused) {
            String message = refused.getMessage();
            boolean named = message.startsWith(file + " is damaged: ")
                    && Pattern.compile(told).matcher(message).find();
            return named ? Optional.empty() : Optional.of(key + ": " + message);
        } catch (RuntimeException unforeseen) {
            return Optional.of("%s of %s: %s".formatted(key, file.getFileName(), unforeseen));
        }
    }

    private static int everyKey(JsonNode node, Consumer<String> look) {
        int tried = 0;
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            return everyKey(array.get(0), look);
        }
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(key);
                object.remove(key);
                look.accept(key);
                for (JsonNode wrong : wrongs()) {
                    object.set(key, wrong);
                    look.accept(key);
                    tried++;
                }
                object.set(key, value);
                tried += 1 + everyKey(value, look);
            }
        }
        return tried;
    }

    /// Two of a kind show as much as thirty, and faster.
    private static void shorten(JsonNode node) {
        if (node instanceof ArrayNode array) {
            while (array.size() > 2 && array.get(0).isObject()) {
                array.remove(2);
            }
        }
        node.forEach(Damage::shorten);
    }

    private static List<JsonNode> wrongs() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return List.of(
                make.nullNode(),
                make.stringNode("text"),
                make.numberNode(-0.5),
                make.objectNode().put("odd", 1));
    }

    private static void replace(JsonNode node, String text) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isString()) {
                    array.set(i, JsonNodeFactory.instance.stringNode(text));
                }
                replace(array.get(i), text);
            }
        }
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                if (object.get(key).isString() && !KEPT.contains(key)) {
                    object.put(key, text);
                }
                replace(object.get(key), text);
            }
        }
    }

    private static List<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectMapper mapper(Path file) {
        return file.toString().endsWith(".yaml") ? new YAMLMapper() : new JsonMapper();
    }

    private static JsonNode read(Path file) {
        return mapper(file).readTree(file.toFile());
    }

    private static void write(Path file, JsonNode root) {
        mapper(file).writeValue(file.toFile(), root);
    }
}
