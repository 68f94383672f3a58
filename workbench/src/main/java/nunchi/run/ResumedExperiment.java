package nunchi.run;

import java.util.List;
import java.util.SequencedMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Leaves;
import nunchi.experiment.Leaves.Change;
import tools.jackson.databind.JsonNode;

/// Whether a run that is to go on is still the experiment of its checkpoint: otherwise some epochs would be those of one experiment and some of another.
final class ResumedExperiment {
    /// What does not touch the epochs that are trained already: words for the report, what comes after the last epoch, and when that is.
    private static final List<String> FREE = List.of("name", "title", "description", "published", "search", "inspect", "variants", "train.epochs", "train.maxSeconds");
    private static final int TOLD = 5;

    private ResumedExperiment() {}

    /// @throws InvalidRequestException with the keys that differ
    static void requireSame(RunFolder run, CheckpointFile.Stored stored, Experiment now, ExperimentFile files) {
        int epoch = stored.checkpoint().epoch();
        Check.require(now.train().epochs() >= epoch, "at train.epochs: %s has trained %d epochs already, and %s now ends it after %d; ask for %2$d or more"
                .formatted(run.path(), epoch, RunFolder.EXPERIMENT, now.train().epochs()));
        if (stored.experiment().isMissingNode()) {
            return;
        }
        List<Change> changes = changes(recorded(run, stored.experiment(), files), files.tree(now));
        Check.require(changes.isEmpty(), ("%s is no longer what the first %d epochs were trained with: %s; "
                + "put it back to go on, or begin a new run, with train.start.from=%s from the weights as they are")
                .formatted(run.file(RunFolder.EXPERIMENT), epoch, told(changes), run.path()));
    }

    /// As this version writes it, with the keys that came in since.
    private static JsonNode recorded(RunFolder run, JsonNode tree, ExperimentFile files) {
        try {
            return files.tree(files.parse(Json.line(tree)));
        } catch (InvalidRequestException unknown) {
            throw new InvalidRequestException("the experiment in the checkpoint %s cannot be read: %s"
                    .formatted(run.file(RunFolder.STATE), unknown.getMessage()), unknown);
        }
    }

    private static List<Change> changes(JsonNode then, JsonNode now) {
        SequencedMap<String, Change> changes = Leaves.changes(then, now);
        changes.keySet().removeIf(key -> FREE.stream().anyMatch(free -> key.equals(free) || key.startsWith(free + ".")));
        return List.copyOf(changes.values());
    }

    private static String told(List<Change> changes) {
        String first = String.join(", ", changes.stream().limit(TOLD).map(Change::toString).toList());
        return changes.size() > TOLD ? "%s, and %d more".formatted(first, changes.size() - TOLD) : first;
    }
}
