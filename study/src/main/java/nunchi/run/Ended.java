package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.model.Model;
import nunchi.record.RunRecord;
import nunchi.record.SpeedRecord;
import nunchi.train.Best;
import nunchi.train.Status;
import nunchi.train.Trained;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The result of a run whose training was over before, from its folder.
final class Ended {
    private Ended() {}

    /// @param shown the run's model, measured again
    static RunResult of(Path folder, Evaluated shown, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        RunRecord stored = RunRecord.read(run.path());
        SpeedRecord speed = Objects.requireNonNull(stored.speed());
        boolean kept = Files.exists(run.file(RunFolder.BEST));
        boolean restored = kept && experiment.train().restoresBest();
        Snapshot last = weights(run, RunFolder.LAST);
        Snapshot best = kept ? weights(run, RunFolder.BEST) : null;
        Model model = new Model(
                experiment,
                restored && best != null ? best : last,
                run.schema(),
                shown.data().example());
        Trained trained = new Trained(
                Status.valueOf(stored.status().replace(' ', '_').toUpperCase(Locale.ROOT)),
                new Trained.History(Objects.requireNonNull(stored.epochs()), History.read(folder)),
                new Trained.Speed(speed.seconds(), speed.imagesPerSecond(), speed.millisecondsPerStep()),
                best(stored),
                new PerSplit<>(Objects.requireNonNull(stored.train()), stored.validation(), stored.test()),
                new Trained.Kept(last, best, restored),
                model,
                shown.evaluation());
        return new RunResult(
                run,
                experiment,
                trained,
                Objects.requireNonNullElse(shown.part(), Split.TRAIN),
                shown.evaluation(),
                Objects.requireNonNull(stored.weightsSha256()));
    }

    private static Snapshot weights(RunFolder run, String name) {
        return new Snapshot(Safetensors.read(run.file(name)));
    }

    private static @Nullable Best best(RunRecord run) {
        return run.best() == null
                ? null
                : new Best(
                        run.bestEpoch(),
                        new Monitor(run.best().monitor()),
                        run.best().value());
    }
}
