package nunchi.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.experiment.ExperimentFile;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.record.EnvironmentRecord;
import nunchi.record.EnvironmentRecord.SystemRecord;
import nunchi.record.RunRecord;
import nunchi.run.RunFolder;
import nunchi.train.TrainingFailedException;

/// A trial that was trained on another machine, and what came of it.
///
/// @param run in a folder that is not the trial's yet
record ArrivedTrial(Trial trial, RunFolder run, RunRecord result) {

    /// @throws nunchi.check.InvalidRequestException when the folder holds no run of the trial that has ended
    static ArrivedTrial of(Trial trial, Path folder, ExperimentFile files) {
        RunFolder run = RunFolder.open(folder);
        Check.require(
                Files.exists(run.file(RunFolder.RESULT)),
                "%s is no trained trial: it has no %s".formatted(folder, RunFolder.RESULT));
        RunRecord result = RunRecord.read(folder);
        Check.require(
                result.refused() || run.experiment(files).equals(trial.experiment()),
                "%s is not %s of this search: it was trained with other settings".formatted(folder, trial.folder()));
        return new ArrivedTrial(trial, run, result);
    }

    /// Moves it to its place, where nothing is.
    ///
    /// @throws TrainingFailedException when the disk refuses
    TrialOutcome moveTo(Path place) {
        try {
            Files.createDirectories(place.getParent());
            Files.deleteIfExists(place);
            WholeFile.renameFolder(run.path(), place);
        } catch (IOException refused) {
            throw new TrainingFailedException(
                    "the trained %s cannot be moved to %s (%s); make room or mend the folder, then resume the search"
                            .formatted(run.path(), place, Unreadable.reason(refused)),
                    refused);
        }
        return new TrialOutcome(trial, RunRecord.read(place));
    }

    /// Compares it with the result that is there already.
    ///
    /// @param place of that result
    /// @return nothing where both have the same weights
    Optional<SearchEvent> against(TrialOutcome first, Path place) {
        if (Objects.equals(result.weightsSha256(), first.result().weightsSha256())) {
            return Optional.empty();
        }
        return Optional.of(new SearchEvent.Disagreement(trial, host(new RunFolder(place)), host(run)));
    }

    private static String host(RunFolder run) {
        return run.environment()
                .map(EnvironmentRecord::os)
                .map(SystemRecord::host)
                .orElse("an unknown machine");
    }

    /// What is left of the folder.
    void delete() {
        try {
            if (Files.exists(run.path())) {
                ClaimFolder.delete(run.path());
            }
        } catch (IOException stuck) {
            // it is of no use any more, and in nobody's way
            return;
        }
    }
}
