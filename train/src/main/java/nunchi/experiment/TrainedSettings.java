package nunchi.experiment;

import java.util.List;
import java.util.SequencedMap;
import nunchi.experiment.Leaves.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The experiment that a model was trained with, beside its file, which may have been edited since.
public final class TrainedSettings {
    /// What does not touch the epochs that are trained already: words for the report, what comes after the last epoch,
    /// and when that is.
    private static final List<String> FREE = List.of(
            "name",
            "title",
            "description",
            "published",
            "search",
            "inspect",
            "variants",
            "train.epochs",
            "train.maxSeconds");

    private TrainedSettings() {}

    /// What differs of that with which the model was trained.
    public static List<Change> changes(JsonNode trained, JsonNode now) {
        SequencedMap<String, Change> changes = Leaves.changes(trained, now);
        changes.keySet()
                .removeIf(key -> FREE.stream().anyMatch(free -> key.equals(free) || key.startsWith(free + ".")));
        return List.copyOf(changes.values());
    }

    /// As the model was trained, with everything else as it is now.
    public static JsonNode merged(JsonNode trained, JsonNode now) {
        ObjectNode merged = trained.asObject().deepCopy();
        for (String free : FREE) {
            String[] path = free.split("\\.");
            boolean inner = path.length > 1;
            JsonNode from = inner ? now.path(path[0]) : now;
            JsonNode to = inner ? merged.path(path[0]) : merged;
            if (to instanceof ObjectNode target) {
                String key = path[path.length - 1];
                target.remove(key);
                if (from.has(key)) {
                    target.set(key, from.get(key));
                }
            }
        }
        return merged;
    }
}
