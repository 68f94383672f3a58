package nunchi.file;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What stands under the keys of `result.json`, `data.json`, `model.json`, `environment.json` and the journal, on which results depend. Keys that stand for
/// several things in several files have the types of all of them; keys that are not listed may hold anything, among them the names of a program's own metrics.
enum StoredType {
    WHOLE("a whole number", node -> node.canConvertToExactIntegral() && node.canConvertToLong(), """
            columns cores count epoch epochs failed format heapMegabytes k label minPoints notTrainable operations parameters planned rows runs seed setting
            taken threads trainable"""),
    /// What was not measured is null.
    NUMBER("a number", node -> node.isNumber() || node.isNull(), """
            adjustedRand confidence95 dead degrees deviation difference epsilon imagesPerSecond inertia knee largest learning_rate least maximum mean
            millisecondsPerStep minimum mutualInformation norm purity seconds silhouette value zeros"""),
    /// A measurement of a run, or the statistics of several.
    MEASURE("a number", node -> NUMBER.holds(node) || node.isObject(), "accuracy loss precision recall f1"),
    TEXT("a text", JsonNode::isString, """
            event folder formula image kind layout machine measure monitor name nunchi path receptiveField source split status type weightsSha256"""),
    FLAG("true or false", JsonNode::isBoolean, "quick"),
    LIST("a list", JsonNode::isArray, """
            categories comparisons counts example features fill imageShape input members perClass points range samples settings trials"""),
    TEXTS("a list of texts", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString), "names outputNames"),
    /// In a clustering study the number of classes.
    CLASSES("a list of texts", node -> TEXTS.holds(node) || WHOLE.holds(node), "classes"),
    PART("an object", node -> node.isObject() || node.isString(), "train validation test"),
    OBJECT("an object", JsonNode::isObject, "activations data experiment gradients parts table weights");

    private static final Map<String, StoredType> BY_KEY = byKey();

    private final String words;
    private final Predicate<JsonNode> rule;
    private final String keys;

    StoredType(String words, Predicate<JsonNode> rule, String keys) {
        this.words = words;
        this.rule = rule;
        this.keys = keys;
    }

    private static Map<String, StoredType> byKey() {
        Map<String, StoredType> types = new HashMap<>();
        Arrays.stream(values()).forEach(type -> Arrays.stream(type.keys.split("\\s+")).forEach(key -> types.put(key, type)));
        return Map.copyOf(types);
    }

    /// @return null for a key that may hold anything
    static StoredType of(String key) {
        return BY_KEY.get(key);
    }

    boolean holds(JsonNode node) {
        return rule.test(node);
    }

    /// `a whole number`
    @Override
    public String toString() {
        return words;
    }
}
