package nunchi.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;

/// JSON that Nunchi wrote and that anyone may have changed since. A value of another type than was written is refused: it would be read as if it were not there,
/// and a class would be a number, or a seed 0.
public final class StoredJson {
    /// Their content has types of its own, or keys that are names.
    private static final Set<String> OTHERS = Set.of("augmented", "data", "experiment", "description", "values");
    private static final Set<String> FIGURES = Set.of("train", "validation", "test", "metrics");
    /// Events that belong to an epoch.
    private static final Set<String> OF_EPOCHS = Set.of("epoch", "histograms");
    private static final int MOST_SHOWN = 40;

    private StoredJson() {}

    /// @throws InvalidRequestException where the text is no JSON, or a key does not hold what Nunchi writes there, with the names of file and key
    public static JsonNode read(Path file, String text) {
        JsonNode tree = StoredFile.read(file, () -> StoredFile.json(text));
        require(file, tree);
        return tree;
    }

    /// Holds a file's content to the types that Nunchi writes; of a missing one there is nothing to hold.
    ///
    /// @throws InvalidRequestException as [#read]
    public static void require(Path file, JsonNode tree) {
        StoredFile.read(file, () -> {
            requireTypes("", tree);
            return tree;
        });
    }

    /// A line of a journal: of an epoch all values are numbers, whatever the metrics are called.
    ///
    /// @throws InvalidRequestException as [#read], where it is JSON
    /// @throws tools.jackson.core.JacksonException where it is none: a last line may have been cut off by a kill
    public static JsonNode line(Path file, String text) {
        JsonNode tree = StoredFile.json(text);
        return StoredFile.read(file, () -> {
            String event = tree.required("event").asString();
            if (OF_EPOCHS.contains(event)) {
                tree.required("epoch").requireNonNull();
            }
            if (event.equals("epoch")) {
                require(StoredType.WHOLE.holds(tree.get("epoch")), "epoch", tree.get("epoch"), StoredType.WHOLE);
                tree.properties().stream().filter(entry -> !entry.getKey().equals("event"))
                        .forEach(entry -> require(StoredType.NUMBER.holds(entry.getValue()), entry.getKey(), entry.getValue(), StoredType.NUMBER));
            } else {
                requireTypes("", tree);
            }
            return tree;
        });
    }

    /// A metric of a program's own may have any name.
    private static void requireFigure(String place, JsonNode value) {
        require(value.isContainer() || StoredType.NUMBER.holds(value), place, value, StoredType.NUMBER);
        requireTypes(place, value);
    }

    private static void requireTypes(String place, JsonNode tree) {
        if (tree.isArray()) {
            for (int i = 0; i < tree.size(); i++) {
                requireTypes("%s.%d".formatted(place, i), tree.get(i));
            }
        }
        tree.properties().forEach(entry -> requireType(place.isEmpty() ? entry.getKey() : place + "." + entry.getKey(), entry));
    }

    private static void requireType(String place, Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        StoredType type = StoredType.of(entry.getKey());
        require(type == null || type.holds(value), place, value, type);
        if (FIGURES.contains(entry.getKey())) {
            value.properties().forEach(figure -> requireFigure(place + "." + figure.getKey(), figure.getValue()));
        } else if (!OTHERS.contains(entry.getKey())) {
            requireTypes(place, value);
        }
    }

    private static void require(boolean holds, String place, JsonNode value, StoredType type) {
        if (!holds) {
            String text = value.toString();
            String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
            throw new InvalidRequestException("%s is %s, where %s was written".formatted(place, shown, type));
        }
    }
}
