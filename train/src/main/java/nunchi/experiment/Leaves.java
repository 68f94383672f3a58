package nunchi.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// An experiment's tree as a list of keys with their values, `model.0.dense.units`: lists of plain values are one
/// value.
public final class Leaves {
    private static final int TOLD = 5;

    private Leaves() {}

    /// A key with two values; missing where a tree does not have it.
    public record Change(String key, JsonNode then, JsonNode now) {
        @Override
        public String toString() {
            return "%s was %s and is %s"
                    .formatted(key, then.isMissingNode() ? "absent" : then, now.isMissingNode() ? "absent" : now);
        }
    }

    /// Each value by its path, in the tree's order.
    public static SequencedMap<String, JsonNode> of(JsonNode tree) {
        SequencedMap<String, JsonNode> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, SequencedMap<String, JsonNode> leaves) {
        String prefix = path.isEmpty() ? "" : path + ".";
        boolean inner = node.isObject() && !node.isEmpty()
                || node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer);
        if (!inner) {
            leaves.put(path, node);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(prefix + i, node.get(i), leaves);
            }
        } else {
            node.properties().forEach(entry -> collect(prefix + entry.getKey(), entry.getValue(), leaves));
        }
    }

    /// What is not the same in two trees, by the key.
    public static SequencedMap<String, Change> changes(JsonNode then, JsonNode now) {
        SequencedMap<String, JsonNode> before = of(then);
        SequencedMap<String, JsonNode> after = of(now);
        SequencedSet<String> keys = new LinkedHashSet<>(before.sequencedKeySet());
        keys.addAll(after.keySet());
        SequencedMap<String, Change> changes = new LinkedHashMap<>();
        for (String key : keys) {
            Change change = new Change(
                    key,
                    before.getOrDefault(key, MissingNode.getInstance()),
                    after.getOrDefault(key, MissingNode.getInstance()));
            if (!change.then().toString().equals(change.now().toString())) {
                changes.put(key, change);
            }
        }
        return changes;
    }

    /// The first of them: `seed was 1 and is 2, data.batch was 100 and is 50, and 3 more`.
    public static String inWords(Collection<Change> changes) {
        String first = String.join(
                ", ", changes.stream().limit(TOLD).map(Change::toString).toList());
        return changes.size() > TOLD ? "%s, and %d more".formatted(first, changes.size() - TOLD) : first;
    }
}
