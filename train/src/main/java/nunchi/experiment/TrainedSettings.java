package nunchi.experiment;

import java.util.List;
import java.util.SequencedMap;
import nunchi.codec.Leaves;
import nunchi.codec.Leaves.Change;
import nunchi.codec.Tree;

/// The experiment that a model was trained with, beside its file, which may have been edited since.
public final class TrainedSettings {
    /// What does not touch the epochs that are trained already: words for the report, what comes after the last epoch,
    /// and when that is. Interventions become more while a training runs; whoever goes on compares those of the epochs
    /// that are trained.
    private static final List<String> FREE = List.of(
            "name",
            "title",
            "description",
            "published",
            "search",
            "inspect",
            "variants",
            "generate",
            "interventions",
            "train.epochs",
            "train.maxSeconds");

    private TrainedSettings() {}

    /// What differs of that with which the model was trained.
    public static List<Change> changes(Tree trained, Tree now) {
        SequencedMap<String, Change> changes = Leaves.changes(trained, now);
        changes.keySet()
                .removeIf(key -> FREE.stream().anyMatch(free -> key.equals(free) || key.startsWith(free + ".")));
        return List.copyOf(changes.values());
    }

    /// As the model was trained, with everything else as it is now.
    public static Tree merged(Tree trained, Tree now) {
        Tree merged = trained;
        for (String free : FREE) {
            merged = taken((Tree.Fields) merged, now, List.of(free.split("\\.")));
        }
        return merged;
    }

    /// The same with the value that another tree has at a path, or none.
    private static Tree.Fields taken(Tree.Fields into, Tree from, List<String> path) {
        String key = path.getFirst();
        if (path.size() > 1) {
            return into.path(key) instanceof Tree.Fields inner
                    ? into.with(key, taken(inner, from.path(key), path.subList(1, path.size())))
                    : into;
        }
        Tree.Fields without = into.without(key);
        return from.has(key) ? without.with(key, from.path(key)) : without;
    }
}
