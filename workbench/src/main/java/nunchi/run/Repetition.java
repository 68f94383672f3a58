package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.data.Parts;
import nunchi.experiment.Experiment;
import nunchi.report.Report;
import nunchi.train.Trainer;
import nunchi.train.TrainingFailedException;

/// One experiment trained several times, with the seeds that follow its own: a folder of runs.
///
/// @param folder of the repetition; each run is in `trials/001`, `trials/002`, …
/// @param trials in the order of their seeds
public record Repetition(RunFolder folder, Experiment experiment, List<Trial> trials) {

    /// One run of a repetition.
    ///
    /// @param folder  relative to the repetition's: `trials/001`
    /// @param result  null where training failed
    /// @param failure why it failed, else null
    public record Trial(String folder, long seed, RunResult result, String failure) {}

    /// Runs seed, seed + 1, … one after another, and writes one report on all. A training that fails is a trial like others; the rest goes on.
    ///
    /// @param runs at least 1
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands
    /// @throws TrainingFailedException              when every training failed
    public static Repetition run(Experiment experiment, int runs, RunOptions options) {
        return run(experiment, experiment.data().whole(options.data()), runs, options);
    }

    /// The same on data of the program's own, which is cut anew for every seed as the experiment says.
    public static Repetition run(Experiment experiment, Parts whole, int runs, RunOptions options) {
        Check.require(runs > 0, "repeat is %d; it must be at least 1".formatted(runs));
        Trainer.check(experiment, experiment.data().cut(whole, experiment.seed()));
        RunFolder folder = RunFolder.create(options.out(), experiment.name());
        folder.write(RunFolder.EXPERIMENT, options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
        List<Trial> trials = new ArrayList<>();
        try (Backend backend = options.open()) {
            for (int number = 1; number <= runs; number++) {
                String name = String.format(Locale.ROOT, "trials/%03d", number);
                Experiment seeded = experiment.withSeed(experiment.seed() + number - 1);
                trials.add(trial(seeded, whole, name, options.withOut(folder.file(name)), backend));
                folder.write(RunFolder.RESULT, Json.page(RepetitionFile.tree(experiment, trials)));
            }
        }
        Repetition repetition = new Repetition(folder, experiment, List.copyOf(trials));
        if (repetition.results().isEmpty()) {
            throw new TrainingFailedException("all %d trainings failed; the first: %s".formatted(runs, trials.getFirst().failure()));
        }
        Report.write(folder.path());
        return repetition;
    }

    private static Trial trial(Experiment experiment, Parts whole, String name, RunOptions options, Backend backend) {
        try {
            RunResult result = Runs.run(experiment, experiment.data().cut(whole, experiment.seed()), options, backend);
            return new Trial(name, experiment.seed(), result, null);
        } catch (TrainingFailedException failed) {
            return new Trial(name, experiment.seed(), null, failed.getMessage());
        }
    }

    /// Of the trials that did not fail.
    public List<RunResult> results() {
        return trials.stream().filter(trial -> trial.result() != null).map(Trial::result).toList();
    }
}
