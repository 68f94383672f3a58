package nunchi.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// Changes single values of a tree: `optimizer.sgd.learningRate=0.1`, `model.0.dense.units=512`.
///
/// Elements of lists are addressed by position from 0. The value is read as YAML, so that a layer can be exchanged as a
/// whole: `model.1=flatten`. `*` stands for every element of a list that has what follows: `model.*.dropout.rate=0.2`.
/// `null` takes an element out of its list, after all settings, so that the others keep their positions until then:
/// `model.1=null`, or `model.*.batchNorm=null` for all elements that are nothing but that. Only what is there can be
/// changed; a complete tree, as [RecordCodec#ofPerson] makes it, has every key.
public final class Overrides {
    private static final String EVERY = "*";
    private static final Tree TAKEN_OUT = Tree.ABSENT;

    private Overrides() {}

    /// The tree with changes made one after another.
    ///
    /// @param settings each `key.path=value`
    /// @throws InvalidRequestException when there is no such path, saying what there is
    public static Tree apply(Tree tree, List<String> settings) {
        List<String> paths = settings.stream().map(Overrides::path).toList();
        requireEachCounts(paths);
        Tree changed = tree;
        for (int i = 0; i < paths.size(); i++) {
            String setting = settings.get(i);
            changed = set(changed, paths.get(i), value(paths.get(i), setting.substring(setting.indexOf('=') + 1)));
        }
        return takenOut(changed);
    }

    /// What `key.path=value` changes.
    ///
    /// @throws InvalidRequestException when it is no such setting
    public static String path(String setting) {
        int equals = setting.indexOf('=');
        Check.require(equals > 0, "'%s' is not a setting; write key.path=value".formatted(Check.excerpt(setting)));
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

    /// The tree with changes made one after another.
    ///
    /// @param values by their paths
    /// @throws InvalidRequestException when there is no such path, saying what there is
    public static Tree apply(Tree tree, Map<String, Tree> values) {
        Tree changed = tree;
        for (Map.Entry<String, Tree> each : values.entrySet()) {
            changed = set(changed, each.getKey(), each.getValue());
        }
        return takenOut(changed);
    }

    /// The value after `=`, or an element of a list of values.
    ///
    /// @throws InvalidRequestException when it is no YAML
    public static Tree value(String path, String text) {
        try {
            Tree value = Yaml.parse(text);
            Check.require(!value.isAbsent(), "no value is given; write null for none");
            return value;
        } catch (InvalidRequestException unreadable) {
            throw unreadable.at(path);
        }
    }

    private static Tree set(Tree tree, String path, Tree value) {
        String[] keys = path.split("\\.", -1);
        requireKnown(tree, keys);
        return set(tree, keys, 0, value);
    }

    private static Tree set(Tree parent, String[] keys, int depth, Tree value) {
        String key = keys[depth];
        boolean last = depth == keys.length - 1;
        if (key.equals(EVERY) && !last && parent instanceof Tree.Sequence list) {
            return setEvery(list, keys, depth, value);
        }
        require(parent, key, place(keys, depth));
        Tree inner = last ? value : set(child(parent, key), keys, depth + 1, value);
        if (parent instanceof Tree.Sequence(List<Tree> elements)) {
            List<Tree> changed = new ArrayList<>(elements);
            changed.set(Integer.parseInt(key), last && value.isNull() ? TAKEN_OUT : inner);
            return Tree.of(changed);
        }
        return ((Tree.Fields) parent).with(key, inner);
    }

    private static Tree setEvery(Tree.Sequence list, String[] keys, int depth, Tree value) {
        Check.require(
                list.elements().stream().anyMatch(element -> has(element, keys, depth + 1)),
                "%s has no element with '%s'"
                        .formatted(
                                place(keys, depth),
                                String.join(".", List.of(keys).subList(depth + 1, keys.length))));
        boolean out = value.isNull() && depth == keys.length - 2;
        return Tree.of(list.elements().stream()
                .map(element -> !has(element, keys, depth + 1)
                        ? element
                        : out && element.size() == 1 ? TAKEN_OUT : set(element, keys, depth + 1, value))
                .toList());
    }

    private static Tree takenOut(Tree tree) {
        return switch (tree) {
            case Tree.Sequence(List<Tree> elements) ->
                Tree.of(elements.stream()
                        .filter(element -> !element.isAbsent())
                        .map(Overrides::takenOut)
                        .toList());
            case Tree.Fields fields -> {
                Tree.Fields changed = fields;
                for (String key : fields.entries().keySet()) {
                    changed = changed.with(key, takenOut(fields.path(key)));
                }
                yield changed;
            }
            default -> tree;
        };
    }

    private static boolean has(Tree tree, String[] keys, int depth) {
        Tree child = tree;
        for (int i = depth; i < keys.length && !keys[i].equals(EVERY); i++) {
            child = child(child, keys[i]);
        }
        return !child.isAbsent();
    }

    private static Tree child(Tree parent, String key) {
        return parent instanceof Tree.Sequence
                ? parent.path(isPosition(key, parent.size()) ? Integer.parseInt(key) : -1)
                : parent.path(key);
    }

    private static String place(String[] keys, int depth) {
        return String.join(".", List.of(keys).subList(0, depth));
    }

    private static void require(Tree parent, String key, String place) {
        switch (parent) {
            case Tree.Sequence list ->
                Check.require(
                        isPosition(key, list.size()),
                        "%s has no '%s'; its elements are counted from 0 and there are %d"
                                .formatted(place, key, list.size()));
            case Tree.Fields object -> {
                if (!object.has(key)) {
                    throw unknown(object, key, place, "");
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

    /// Reports a key that is not there, but elsewhere in the tree.
    private static void requireKnown(Tree tree, String... keys) {
        Tree parent = tree;
        for (int i = 0; i < keys.length; i++) {
            if (parent instanceof Tree.Fields object && !object.has(keys[i])) {
                throw unknown(object, keys[i], place(keys, i), KeyPlaces.hintWithin(tree, keys[i]));
            }
            parent = child(parent, keys[i]);
        }
    }

    private static InvalidRequestException unknown(Tree.Fields object, String key, String place, String hint) {
        return RecordReader.unknownKey(key, List.copyOf(object.entries().keySet()), place, hint);
    }

    private static boolean isPosition(String key, int size) {
        return key.matches("\\d{1,9}") && Integer.parseInt(key) < size;
    }
}
