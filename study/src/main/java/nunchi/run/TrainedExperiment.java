package nunchi.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.codec.Leaves.Change;
import nunchi.codec.Tree;
import nunchi.experiment.Course;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Intervention;
import nunchi.experiment.TrainedSettings;

/// Whether a run's experiment is still the one that its checkpoint or its model was trained with: otherwise some epochs
/// would be those of one experiment and some of another, and figures those of a model that never was.
final class TrainedExperiment {
    private TrainedExperiment() {}

    /// Of a run whose model is to be used. Folders of before `model.json` recorded the experiment are taken at their
    /// word.
    ///
    /// @throws InvalidRequestException with the keys that differ
    static Experiment of(RunFolder run, ExperimentFile files) {
        Experiment now = run.experiment(files);
        Tree recorded = run.trained();
        if (!recorded.isAbsent()) {
            Tree trained = read(run.file(RunFolder.MODEL), recorded, files);
            List<Change> changes = new ArrayList<>(TrainedSettings.changes(trained, files.tree(now)));
            if (run.weights().isPresent()) {
                changes.addAll(interventions(trained, now, Integer.MAX_VALUE, files));
            }
            Check.require(
                    changes.isEmpty(),
                    "%s is no longer what the model was trained with: %s, by %s; put it back, or train again"
                            .formatted(run.file(RunFolder.EXPERIMENT), Leaves.inWords(changes), RunFolder.MODEL));
        }
        return now;
    }

    /// @throws InvalidRequestException with the keys that differ
    static void requireSame(RunFolder run, CheckpointFile.Stored stored, Experiment now, ExperimentFile files) {
        int epoch = stored.checkpoint().epoch();
        Check.require(
                now.train().epochs() >= epoch,
                "at train.epochs: %s has trained %d epochs already, and %s now ends it after %d; ask for %2$d or more"
                        .formatted(
                                run.path(),
                                epoch,
                                RunFolder.EXPERIMENT,
                                now.train().epochs()));
        if (stored.experiment().isAbsent()) {
            return;
        }
        Tree trained = read(run.file(RunFolder.STATE), stored.experiment(), files);
        List<Change> changes = new ArrayList<>(TrainedSettings.changes(trained, files.tree(now)));
        changes.addAll(interventions(trained, now, epoch, files));
        Check.require(
                changes.isEmpty(),
                ("%s is no longer what the first %d epochs were trained with: %s; "
                                + "put it back to go on, or begin a new run, with train.start.from=%s from the weights as they are")
                        .formatted(run.file(RunFolder.EXPERIMENT), epoch, Leaves.inWords(changes), run.path()));
    }

    /// What differs of the interventions up to the end of an epoch.
    private static Collection<Change> interventions(Tree trained, Experiment now, int epoch, ExperimentFile files) {
        Experiment before = files.parse(trained.toString());
        return Leaves.changes(upTo(before, epoch, files), upTo(now, epoch, files))
                .values();
    }

    private static Tree upTo(Experiment experiment, int epoch, ExperimentFile files) {
        List<Intervention> made = experiment.course().interventions().stream()
                .filter(intervention -> intervention.epoch() <= epoch)
                .toList();
        return files.tree(new Course(made, null));
    }

    /// As this version writes it, with the keys that came in since.
    private static Tree read(Path file, Tree tree, ExperimentFile files) {
        try {
            return files.tree(files.parse(tree.toString()));
        } catch (InvalidRequestException unknown) {
            throw new InvalidRequestException(
                    "the experiment in %s cannot be read: %s".formatted(file, unknown.getMessage()), unknown);
        }
    }
}
