package nunchi.codec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// An experiment's tree as a list of keys with their values, `model.0.dense.units`: lists of plain values are one
/// value.
public final class Leaves {
    private static final int TOLD = 5;

    private Leaves() {}

    /// A key with two values; absent where a tree does not have it.
    public record Change(String key, Tree then, Tree now) {
        @Override
        public String toString() {
            return "%s was %s and is %s"
                    .formatted(key, then.isAbsent() ? "absent" : then, now.isAbsent() ? "absent" : now);
        }
    }

    /// Each value by its path, in the tree's order.
    public static SequencedMap<String, Tree> of(Tree tree) {
        SequencedMap<String, Tree> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, Tree node, SequencedMap<String, Tree> leaves) {
        String prefix = path.isEmpty() ? "" : path + ".";
        switch (node) {
            case Tree.Sequence(List<Tree> elements)
            when elements.stream().anyMatch(Tree::isContainer) -> {
                for (int i = 0; i < elements.size(); i++) {
                    collect(prefix + i, elements.get(i), leaves);
                }
            }
            case Tree.Fields(SequencedMap<String, Tree> entries)
            when !entries.isEmpty() -> entries.forEach((key, value) -> collect(prefix + key, value, leaves));
            default -> leaves.put(path, node);
        }
    }

    /// What is not the same in two trees, by the key.
    public static SequencedMap<String, Change> changes(Tree then, Tree now) {
        SequencedMap<String, Tree> before = of(then);
        SequencedMap<String, Tree> after = of(now);
        SequencedSet<String> keys = new LinkedHashSet<>(before.sequencedKeySet());
        keys.addAll(after.keySet());
        SequencedMap<String, Change> changes = new LinkedHashMap<>();
        for (String key : keys) {
            Change change =
                    new Change(key, before.getOrDefault(key, Tree.ABSENT), after.getOrDefault(key, Tree.ABSENT));
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
