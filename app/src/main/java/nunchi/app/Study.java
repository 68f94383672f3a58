package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.experiment.Published;
import nunchi.experiment.SearchSettings;
import nunchi.lab.Lab;
import nunchi.lab.Labs;
import nunchi.lab.Outcomes;
import nunchi.lab.Task;
import nunchi.record.OutlineRecord;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.run.Forks;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;
import nunchi.search.Plan;
import nunchi.search.SearchResult;
import nunchi.search.Searches;
import nunchi.search.Share;
import nunchi.search.Trial;
import nunchi.search.TrialExecutor;
import org.jspecify.annotations.Nullable;

/// Trains before a person's eyes, prints the results and says where the report is.
final class Study {
    private final PrintWriter out;
    private final PrintWriter errors;
    private final Terminal terminal;
    /// Of searches; null for threads of this process.
    private final @Nullable TrialExecutor executor;

    Study(PrintWriter out, PrintWriter errors, Terminal terminal) {
        this(out, errors, terminal, null);
    }

    Study(PrintWriter out, PrintWriter errors, Terminal terminal, @Nullable TrialExecutor executor) {
        this.out = out;
        this.errors = errors;
        this.terminal = terminal;
        this.executor = executor;
    }

    /// Once, or as often as the experiment's search says.
    void run(Experiment experiment, RunOptions wanted) {
        Path place = place(wanted, experiment.name());
        try (Interruption _ = new Interruption(errors, terminal, "nunchi run --resume", place)) {
            train(experiment, place, wanted.withOut(place));
        }
    }

    /// @throws InvalidRequestException where other machines were to train, which train whole trials
    private void requireLocal(String what) {
        Check.require(
                executor == null,
                "%s is one training, and several machines train trials of a search; give --repeat, --grid or --random"
                        .formatted(what));
    }

    private static Path place(RunOptions options, String name) {
        return options.out() == null ? RunFolder.vacant(RunFolder.RUNS, name) : options.out();
    }

    private void train(Experiment experiment, Path place, RunOptions options) {
        if (SearchSettings.isSearch(experiment)) {
            if (experiment.study().inspect() != null) {
                out.println(Lines.folded(
                        "note: inspect is for a single training; look into one of these by 'nunchi inspect %s'"
                                .formatted(place.resolve("trials").resolve("001")),
                        terminal.width()));
            }
            TrialLines lines = new TrialLines(out, terminal);
            print(
                    executor == null
                            ? Searches.run(experiment, options, lines)
                            : Searches.run(experiment, executor, options, lines));
        } else {
            requireLocal(experiment.name());
            StartLine.of(experiment, terminal.width()).ifPresent(out::println);
            RunOptions watched = options.withListener(
                    new Progress(out, terminal, experiment.train().evaluateEvery()));
            print(
                    experiment,
                    Runs.run(SearchSettings.single(experiment), watched)
                            .folder()
                            .path());
        }
    }

    /// Some trials of a search, while other processes train others into the same folder.
    void share(Experiment experiment, Share wanted, RunOptions options) {
        Check.require(executor == null, "--share and --trials share a search out among processes; leave them out here");
        Path place = place(options, experiment.name());
        try (Interruption _ = new Interruption(errors, terminal, "nunchi run --resume", place)) {
            Searches.share(experiment, wanted, options, new TrialLines(out, terminal));
            List<Trial> trials = Plan.of(experiment, options.files()).trials();
            long ended = trials.stream()
                    .filter(trial -> Files.exists(place.resolve(trial.folder()).resolve(RunFolder.RESULT)))
                    .count();
            out.println(Lines.folded(
                    "%d of %d trials have ended in %s; 'nunchi run --resume %3$s' gathers them"
                            .formatted(ended, trials.size(), place),
                    terminal.width()));
            out.flush();
        }
    }

    void lab(Lab lab, Labs.Request request, RunOptions wanted) {
        Path place = place(wanted, lab.name());
        try (Interruption _ = new Interruption(errors, terminal, "nunchi lab --resume", place)) {
            print(Labs.run(lab, request, wanted.withOut(place), new LabProgress(out, terminal)));
        }
    }

    /// A run that goes on from another's epoch.
    void fork(Path original, int epoch, List<String> changes, RunOptions wanted) {
        Experiment experiment = RunFolder.open(original).experiment(wanted.files());
        Path place = place(wanted, experiment.name());
        try (Interruption _ = new Interruption(errors, terminal, "nunchi run --resume", place)) {
            RunOptions watched = wanted.withOut(place)
                    .withListener(new Progress(out, terminal, experiment.train().evaluateEvery()));
            RunResult result = Forks.fork(original, epoch, changes, watched);
            print(result.experiment(), result.folder().path());
        }
    }

    /// Goes on with whatever the folder holds.
    void resume(Path folder, RunOptions options) {
        try (Interruption _ = new Interruption(errors, terminal, "nunchi run --resume", folder)) {
            goOn(folder, options);
        }
    }

    private void goOn(Path folder, RunOptions options) {
        if (Labs.isLab(folder)) {
            Check.require(executor == null, "%s is a lab, and several machines train a search".formatted(folder));
            print(Labs.resume(folder, options, new LabProgress(out, terminal)));
            return;
        }
        Experiment experiment = RunFolder.open(folder).experiment(options.files());
        if (SearchSettings.isSearch(experiment)) {
            TrialLines lines = new TrialLines(out, terminal);
            print(
                    executor == null
                            ? Searches.resume(folder, options, lines)
                            : Searches.resume(folder, executor, options, lines));
        } else {
            requireLocal(folder.toString());
            RunOptions watched = options.withListener(
                    new Progress(out, terminal, experiment.train().evaluateEvery()));
            if (!Runs.complete(folder, watched)) {
                Runs.resume(folder, watched);
            }
            print(experiment, folder);
        }
    }

    private void print(Experiment experiment, Path run) {
        results(experiment, run);
        report(run.resolve(RunFolder.REPORT));
    }

    private void print(SearchResult search) {
        out.println();
        out.println(tables(search));
        report(search.folder().file(RunFolder.REPORT));
    }

    private String tables(SearchResult search) {
        boolean repeated = search.settings().size() == 1;
        return repeated
                ? Results.of(
                        search.experiment().name(),
                        search.trials().stream().map(trial -> trial.result()).toList(),
                        terminal.width())
                : SearchTables.of(search, terminal.width());
    }

    private void print(Outcomes outcomes) {
        for (Labs.Outcome outcome : outcomes.members()) {
            out.println();
            if (outcome.search() != null) {
                out.print(tables(outcome.search()));
            } else if (outcome.task() instanceof Task.Training training) {
                results(training.experiment(), outcome.folder());
            } else if (outcome.task() instanceof Task.Outlining outlining) {
                long parameters = new RunFolder(outcome.folder())
                        .read(RunFolder.RESULT, OutlineRecord.class)
                        .map(OutlineRecord::parameters)
                        .orElse(0L);
                out.println("%s: %s parameters".formatted(outlining.name(), Numbers.count(parameters)));
            }
        }
        out.println();
        report(outcomes.report());
    }

    private void results(Experiment experiment, Path run) {
        out.println(Results.of(RunRecord.read(run), terminal.width()));
        best(experiment, run)
                .ifPresent(sentence -> out.println(Lines.folded(sentence, terminal.width()) + System.lineSeparator()));
        List<Published> published = experiment.study().published().stream()
                .filter(each -> each.trial() == null)
                .toList();
        if (!published.isEmpty()) {
            out.println(PublishedFigures.table(published, run, terminal.width()));
        }
    }

    /// Which epoch the monitored figure was best in, and whether the final weights are its.
    private static Optional<String> best(Experiment experiment, Path run) {
        return RunFolder.open(run).result().map(RunRecord::best).map(best -> best(experiment, best));
    }

    private static String best(Experiment experiment, BestRecord best) {
        boolean restored = experiment.train().earlyStopping() != null
                && experiment.train().earlyStopping().restoreBest();
        String monitor = String.valueOf(best.monitor());
        return "best epoch %d by %s (%s); the final weights are those of %s"
                .formatted(
                        best.epoch(),
                        monitor,
                        monitor.endsWith("accuracy") ? Numbers.percent(best.value()) : Numbers.loss(best.value()),
                        restored ? "that epoch, restored" : "the last epoch");
    }

    private void report(Path page) {
        out.println("report   " + page);
        out.flush();
    }
}
