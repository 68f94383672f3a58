package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes single values of a tree: `optimizer.sgd.learningRate=0.1`, `model.0.dense.units=512`.
///
/// Elements of lists are addressed by position from 0. The value is read as YAML, so that a layer can be exchanged as a
/// whole: `model.1=flatten`. Only what is there can be changed; a complete tree, as [Records] makes it, has every key.
public final class Overrides {
    private Overrides() {}

    /// Changes the tree, one after another.
    ///
    /// @param settings each `key.path=value`
    /// @throws InvalidRequestException when there is no such path, saying what there is
    public static void apply(JsonNode tree, List<String> settings) {
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            Check.require(equals > 0, "'%s' is no setting; write key.path=value".formatted(setting));
            set(tree, setting.substring(0, equals).strip(), setting.substring(equals + 1));
        }
    }

    private static void set(JsonNode tree, String path, String text) {
        String[] keys = path.split("\\.", -1);
        JsonNode parent = tree;
        for (int i = 0; i < keys.length - 1; i++) {
            require(parent, keys[i], place(keys, i));
            parent = parent instanceof ArrayNode list ? list.get(Integer.parseInt(keys[i])) : parent.get(keys[i]);
        }
        String last = keys[keys.length - 1];
        require(parent, last, place(keys, keys.length - 1));
        JsonNode value = value(path, text);
        switch (parent) {
            case ArrayNode list -> list.set(Integer.parseInt(last), value);
            case ObjectNode object -> object.set(last, value);
            default -> throw new IllegalStateException("neither list nor object: " + parent);
        }
    }

    private static String place(String[] keys, int depth) {
        return String.join(".", List.of(keys).subList(0, depth));
    }

    private static void require(JsonNode parent, String key, String place) {
        switch (parent) {
            case ArrayNode list -> Check.require(isPosition(key, list.size()), "%s has no '%s'; its elements are counted from 0 and there are %d"
                    .formatted(place, key, list.size()));
            case ObjectNode object -> {
                if (!object.has(key)) {
                    throw Binder.unknownKey(key, List.copyOf(object.propertyNames()), place);
                }
            }
            default -> throw new InvalidRequestException("%s is %s and has no '%s' in it".formatted(place, Scalars.describe(parent), key));
        }
    }

    private static boolean isPosition(String key, int size) {
        return key.matches("\\d{1,9}") && Integer.parseInt(key) < size;
    }

    private static JsonNode value(String path, String text) {
        try {
            JsonNode value = Yaml.parse(text);
            Check.require(!value.isMissingNode(), "no value is given; write null for none");
            return value;
        } catch (InvalidRequestException unreadable) {
            throw unreadable.at(path);
        }
    }
}
