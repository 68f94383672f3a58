package nunchi.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes single values of a tree: `optimizer.sgd.learningRate=0.1`, `model.0.dense.units=512`.
///
/// Elements of lists are addressed by position from 0. The value is read as YAML, so that a layer can be exchanged as a
/// whole: `model.1=flatten`. `*` stands for every element of a list that has what follows: `model.*.dropout.rate=0.2`.
/// `null` takes an element out of its list, after all settings, so that the others keep their positions until then:
/// `model.1=null`, or `model.*.batchNorm=null` for all elements that are nothing but that. Only what is there can be
/// changed; a complete tree, as [Records] makes it, has every key.
public final class Overrides {
    private static final String EVERY = "*";
    private static final JsonNode TAKEN_OUT = MissingNode.getInstance();

    private Overrides() {}

    /// Changes the tree, one after another.
    ///
    /// @param settings each `key.path=value`
    /// @throws InvalidRequestException when there is no such path, saying what there is
    public static void apply(JsonNode tree, List<String> settings) {
        List<String> paths = settings.stream().map(Overrides::path).toList();
        requireEachCounts(paths);
        for (int i = 0; i < paths.size(); i++) {
            String setting = settings.get(i);
            set(tree, paths.get(i), value(paths.get(i), setting.substring(setting.indexOf('=') + 1)));
        }
        takeOut(tree);
    }

    /// What `key.path=value` changes.
    ///
    /// @throws InvalidRequestException when it is no such setting
    public static String path(String setting) {
        int equals = setting.indexOf('=');
        Check.require(equals > 0, "'%s' is no setting; write key.path=value".formatted(Check.excerpt(setting)));
        return setting.substring(0, equals).strip();
    }

    /// Asks whether each of some changes counts, made one after another.
    ///
    /// @throws InvalidRequestException when a later one replaces all that an earlier one changes
    public static void requireEachCounts(List<String> paths) {
        for (int later = 1; later < paths.size(); later++) {
            for (String earlier : paths.subList(0, later)) {
                String path = paths.get(later);
                Check.require(
                        !covers(path.split("\\."), earlier.split("\\.")),
                        path.equals(earlier)
                                ? "%s is given twice; give it once".formatted(path)
                                : "%s is given, but %s replaces all of it; give one of the two"
                                        .formatted(earlier, path));
            }
        }
    }

    private static boolean covers(String[] whole, String... inner) {
        return whole.length <= inner.length
                && IntStream.range(0, whole.length)
                        .allMatch(i -> whole[i].equals(inner[i]) || whole[i].equals(EVERY) && inner[i].matches("\\d+"));
    }

    /// Changes the tree, one after another.
    ///
    /// @param values by their paths
    /// @throws InvalidRequestException when there is no such path, saying what there is
    public static void apply(JsonNode tree, Map<String, JsonNode> values) {
        values.forEach((path, value) -> set(tree, path, value));
        takeOut(tree);
    }

    /// The value after `=`, or an element of a list of values.
    ///
    /// @throws InvalidRequestException when it is no YAML
    public static JsonNode value(String path, String text) {
        try {
            JsonNode value = Yaml.parse(text);
            Check.require(!value.isMissingNode(), "no value is given; write null for none");
            return value;
        } catch (InvalidRequestException unreadable) {
            throw unreadable.at(path);
        }
    }

    private static void set(JsonNode tree, String path, JsonNode value) {
        set(tree, path.split("\\.", -1), 0, value);
    }

    private static void set(JsonNode parent, String[] keys, int depth, JsonNode value) {
        String key = keys[depth];
        boolean last = depth == keys.length - 1;
        if (key.equals(EVERY) && !last && parent instanceof ArrayNode list) {
            List<JsonNode> matching = list.valueStream()
                    .filter(element -> has(element, keys, depth + 1))
                    .toList();
            Check.require(
                    !matching.isEmpty(),
                    "%s has no element with '%s'"
                            .formatted(
                                    place(keys, depth),
                                    String.join(".", List.of(keys).subList(depth + 1, keys.length))));
            boolean out = value.isNull() && depth == keys.length - 2;
            for (int i = 0; i < list.size(); i++) {
                JsonNode element = list.get(i);
                if (out && element.size() == 1 && matching.contains(element)) {
                    list.set(i, TAKEN_OUT);
                } else if (matching.contains(element)) {
                    set(element, keys, depth + 1, value);
                }
            }
            return;
        }
        require(parent, key, place(keys, depth));
        switch (parent) {
            case ArrayNode list when last -> list.set(Integer.parseInt(key), value.isNull() ? TAKEN_OUT : value);
            case ObjectNode object when last -> object.set(key, value);
            default -> set(child(parent, key), keys, depth + 1, value);
        }
    }

    private static void takeOut(JsonNode tree) {
        if (tree instanceof ArrayNode list) {
            list.removeIf(JsonNode::isMissingNode);
        }
        tree.forEach(Overrides::takeOut);
    }

    private static boolean has(JsonNode tree, String[] keys, int depth) {
        JsonNode child = tree;
        for (int i = depth; i < keys.length && !keys[i].equals(EVERY); i++) {
            child = child(child, keys[i]);
        }
        return !child.isMissingNode();
    }

    private static JsonNode child(JsonNode parent, String key) {
        return parent.isArray()
                ? parent.path(isPosition(key, parent.size()) ? Integer.parseInt(key) : -1)
                : parent.path(key);
    }

    private static String place(String[] keys, int depth) {
        return String.join(".", List.of(keys).subList(0, depth));
    }

    private static void require(JsonNode parent, String key, String place) {
        switch (parent) {
            case ArrayNode list ->
                Check.require(
                        isPosition(key, list.size()),
                        "%s has no '%s'; its elements are counted from 0 and there are %d"
                                .formatted(place, key, list.size()));
            case ObjectNode object -> {
                if (!object.has(key)) {
                    throw Binder.unknownKey(key, List.copyOf(object.propertyNames()), place);
                }
            }
            default ->
                throw new InvalidRequestException(
                        parent.isNull()
                                ? "%s is not set, so that it has no '%s' to be changed; set it as a whole: '%s={%s: …}'"
                                        .formatted(place, key, place, key)
                                : "%s is %s and has no '%s' in it".formatted(place, Scalars.describe(parent), key));
        }
    }

    private static boolean isPosition(String key, int size) {
        return key.matches("\\d{1,9}") && Integer.parseInt(key) < size;
    }
}
