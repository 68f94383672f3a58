package nunchi.run;

import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.model.StoredRun;
import nunchi.train.Checkpoint;
import nunchi.weights.Snapshot;

/// The weights that a run's folder holds.
public final class StoredModel {
    private StoredModel() {}

    /// The model that the run ended with: the best epoch's where it was restored, else the last; of a run that has not
    /// ended, its last checkpoint's.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is none yet, or its file is not what the run stored
    public static Snapshot of(RunFolder run, Experiment experiment) {
        Check.require(
                !SearchSettings.isSearch(experiment),
                "%s is a search; give one of its runs, in %s".formatted(run.path(), run.file("trials")));
        ModelFile.requireInput(run);
        run.schema().requireVocabulary(experiment.layers());
        String recorded = run.weights().orElse("");
        boolean restored = experiment.train().restoresBest();
        CheckpointFile.Stored stored = recorded.isEmpty() ? CheckpointFile.latest(run) : null;
        if (stored != null) {
            Checkpoint checkpoint = stored.checkpoint();
            return restored && checkpoint.bestModel() != null ? checkpoint.bestModel() : checkpoint.model();
        }
        return StoredRun.weights(run.path(), restored, recorded);
    }
}
