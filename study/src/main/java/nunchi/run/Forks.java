package nunchi.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.codec.Overrides;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.Course;
import nunchi.experiment.Experiment;
import nunchi.experiment.ForkedFrom;
import nunchi.experiment.Intervention;
import nunchi.record.RunRecord;
import nunchi.train.Checkpoint;
import nunchi.train.TrainingFailedException;
import nunchi.weights.Fingerprint;
import org.jspecify.annotations.Nullable;

/// Forks runs: a new run that is the same as another up to the end of an epoch, and goes on with other settings.
public final class Forks {
    private static final Set<String> FIXED = Set.of("search", "interventions", "forkedFrom");

    private Forks() {}

    /// Goes on from a run's epoch with other settings, into a new folder with a report. The weights of that epoch come
    /// from the run's checkpoint, or from training again, in which case they are the same bits: the SHA-256 of each
    /// epoch in the run's journal proves it.
    ///
    /// @param folder  of the run, which is not changed
    /// @param epoch   last that both have in common, from 1 to the last that the run has trained
    /// @param changes each `key.path=value`: of optimizer, loss, training and whatever leaves data and shape of the
    ///                model as they are
    /// @throws InvalidRequestException when there is no such epoch, a change is about data or shape, or training again
    ///                                 comes to other weights, with the first epoch that differs
    /// @throws TrainingFailedException when training cannot go on; the folder tells
    public static RunResult fork(Path folder, int epoch, List<String> changes, RunOptions options) {
        RunFolder run = opened(folder);
        Experiment original = run.trainedExperiment(options.files());
        return fork(run, forked(run, original, epoch, changes, options), original(run, original, options), options);
    }

    /// The same on data of the program's own.
    ///
    /// @throws InvalidRequestException as [#fork(Path, int, List, RunOptions)], and when the data is not the run's
    /// @throws TrainingFailedException when training cannot go on; the folder tells
    public static RunResult fork(Path folder, int epoch, List<String> changes, Datasets whole, RunOptions options) {
        RunFolder run = opened(folder);
        Experiment original = run.trainedExperiment(options.files());
        return fork(
                run, forked(run, original, epoch, changes, options), StoredData.again(run, original, whole), options);
    }

    private static RunFolder opened(Path folder) {
        RunFolder run = RunFolder.open(folder);
        String kind = run.result().map(RunRecord::kind).orElse(RunRecord.KIND);
        Check.require(kind.equals(RunRecord.KIND), "%s is a %s; give one of its runs".formatted(folder, kind));
        return run;
    }

    private static Splits original(RunFolder run, Experiment original, RunOptions options) {
        Splits parts = StoredData.again(run, original, options);
        StoredData.requireOwn(run, parts);
        return parts;
    }

    /// The experiment of the fork.
    private static Experiment forked(
            RunFolder run, Experiment original, int epoch, List<String> changes, RunOptions options) {
        changes.forEach(change -> {
            String key = Overrides.path(change).replaceFirst("[.].*", "");
            Check.require(!FIXED.contains(key), "at %s: a fork cannot change it; leave it out".formatted(key));
        });
        String hash = hash(run, epoch);
        Experiment changed = options.files().with(original, changes);
        Experiment trained = StepComparison.trainedBy(original, epoch);
        boolean sameRate =
                changed.learner().optimizer().equals(trained.learner().optimizer());
        List<Intervention> before = trained.course().interventions().stream()
                .filter(made -> made.epoch() <= epoch && !made.key().equals(Intervention.STOP))
                .toList();
        Experiment base = trained.withCourse(new Course(before, trained.course().forkedFrom()));
        String name = Objects.toString(run.path().toAbsolutePath().normalize().getFileName(), "");
        return changed.withCourse(new Course(sameRate ? before : List.of(), new ForkedFrom(name, epoch, hash, base)));
    }

    private static String hash(RunFolder run, int epoch) {
        WeightsHashes hashes = WeightsHashes.of(run);
        Check.require(
                !hashes.recorded().isEmpty(),
                "the journal of %s has no SHA-256 of the weights of its epochs, as in runs of earlier versions; train it anew to fork it"
                        .formatted(run.path()));
        String hash = hashes.recorded().get(epoch);
        Check.require(
                hash != null,
                "%s has no epoch %d to fork from; give 1 to %d"
                        .formatted(run.path(), epoch, hashes.recorded().lastKey()));
        return Objects.requireNonNull(hash);
    }

    private static RunResult fork(RunFolder run, Experiment experiment, Splits parts, RunOptions options) {
        try (Backend backend = options.open()) {
            Work work = Work.of(experiment.forData(parts.train().schema()), parts, options, backend);
            Environment.requireSame(run, work.start());
            Ending ending = new Ending.Reported(parts, options, backend);
            return NewFolder.begin(options.out(), experiment.name(), begun -> {
                RunResult result = work.fork(begun, run, checkpoint(run, work), ending);
                ending.trained(result);
                return result;
            });
        }
    }

    /// After the epoch: stored, or trained again.
    private static Checkpoint checkpoint(RunFolder run, Work work) {
        ForkedFrom from = Objects.requireNonNull(work.experiment().course().forkedFrom());
        Checkpoint stored = stored(run, from);
        return stored == null ? again(run, from, work) : stored;
    }

    private static @Nullable Checkpoint stored(RunFolder run, ForkedFrom from) {
        CheckpointFile.Stored latest = CheckpointFile.latest(run);
        return latest != null
                        && latest.checkpoint().epoch() == from.epoch()
                        && Fingerprint.of(latest.checkpoint().model()).equals(from.weightsSha256())
                ? latest.checkpoint()
                : null;
    }

    private static Checkpoint again(RunFolder run, ForkedFrom from, Work work) {
        WeightsHashes hashes = WeightsHashes.of(run);
        Work before = new Work(
                from.experiment(),
                work.parts(),
                work.options(),
                work.backend(),
                Work.checked(from.experiment(), work.parts(), work.options()));
        try {
            return before.upTo(from.epoch(), hashes.and(work.options().listener()));
        } catch (StoppedException stopped) {
            Check.require(
                    hashes.differing() == 0,
                    "trained again, the weights of %s differ from epoch %d on, by the SHA-256 in its journal, so epoch %d cannot be forked; verify the run for more"
                            .formatted(run.path(), hashes.differing(), from.epoch()));
            throw stopped;
        }
    }
}
