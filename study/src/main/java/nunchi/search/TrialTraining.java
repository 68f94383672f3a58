package nunchi.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.record.RunRecord;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.TrainingFailedException;

/// Trains the trials of a search, each in its folder.
///
/// @param folder of the search
/// @param data   of a trial as it comes, to be cut as the trial says
record TrialTraining(RunFolder folder, Function<Experiment, Datasets> data, RunOptions options) {

    private Path place(Trial trial) {
        return folder.file(trial.folder());
    }

    /// What came of a trial; empty where it has not ended, and where it was refused but can be trained now.
    ///
    /// @throws InvalidRequestException when it was trained with other settings
    Optional<TrialOutcome> ended(Trial trial) {
        return stored(trial).filter(outcome -> !outcome.result().refused() || trial.refusal() != null);
    }

    /// What came of a trial; empty where it has not ended.
    ///
    /// @throws InvalidRequestException when it was trained with other settings
    Optional<TrialOutcome> stored(Trial trial) {
        Path place = place(trial);
        if (!Files.exists(place.resolve(RunFolder.RESULT))) {
            return Optional.empty();
        }
        RunRecord result = RunRecord.read(place);
        if (!result.refused()) {
            requirePlanned(trial);
        }
        return Optional.of(new TrialOutcome(trial, result));
    }

    private void requirePlanned(Trial trial) {
        boolean same = RunFolder.open(place(trial)).experiment(options.files()).equals(trial.experiment());
        Check.require(
                same,
                ("the search in %s is no longer the one that was begun: %s was trained with other settings than trial %d has now; "
                                + "put its %s back, or begin anew in another folder")
                        .formatted(folder.path(), trial.folder(), trial.number(), RunFolder.EXPERIMENT));
    }

    /// Records why a trial cannot be trained.
    TrialOutcome refuse(Trial trial) {
        RunFolder.clear(place(trial));
        Runs.refuse(trial.experiment(), Objects.requireNonNull(trial.refusal()), options.withOut(place(trial)));
        return new TrialOutcome(trial, RunRecord.read(place(trial)));
    }

    /// Takes the place of whatever was begun of the trial.
    TrialOutcome take(ArrivedTrial arrived) {
        folder.delete(arrived.trial().folder());
        return arrived.moveTo(place(arrived.trial()));
    }

    /// Begins a trial, or goes on with it.
    ///
    /// @param using threads and a listener
    TrialOutcome train(Trial trial, RunOptions using, Backend backend) {
        Path place = place(trial);
        Datasets parts = data.apply(trial.experiment());
        forgetRefusal(place);
        RunRecord result = result(place, () -> goOn(trial, parts, using, backend), reason -> {
            // with another seed the same settings were accepted
            refuse(trial.refused(reason));
        });
        return new TrialOutcome(trial, result);
    }

    private void goOn(Trial trial, Datasets parts, RunOptions using, Backend backend) {
        Path place = place(trial);
        if (Files.exists(place.resolve(RunFolder.EXPERIMENT))) {
            requirePlanned(trial);
            Runs.resume(place, parts, using, backend);
        } else {
            RunFolder.clear(place);
            Runs.run(trial.experiment(), parts, using.withOut(place), backend);
        }
    }

    /// What comes of a training, which may fail.
    ///
    /// @param refuse stores why it cannot begin
    static RunRecord result(Path place, Runnable training, Consumer<String> refuse) {
        try {
            training.run();
        } catch (InvalidRequestException unfit) {
            // what has begun already is not the settings' fault
            if (Files.exists(place.resolve(RunFolder.EXPERIMENT))) {
                throw unfit;
            }
            refuse.accept(unfit.getMessage());
        } catch (TrainingFailedException failed) {
            if (!Files.exists(place.resolve(RunFolder.RESULT))) {
                throw failed;
            }
        }
        return RunRecord.read(place);
    }

    private static void forgetRefusal(Path place) {
        if (Files.exists(place.resolve(RunFolder.RESULT))
                && RunRecord.read(place).refused()) {
            new RunFolder(place).delete(RunFolder.RESULT, RunFolder.EXPERIMENT);
        }
    }
}
