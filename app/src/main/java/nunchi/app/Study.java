package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import nunchi.experiment.Experiment;
import nunchi.lab.Lab;
import nunchi.lab.Labs;
import nunchi.run.Repetition;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;

/// Trains before a person's eyes, prints the results and says where the report is.
final class Study {
    private final PrintWriter out;
    private final Terminal terminal;

    Study(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void once(Experiment experiment, RunOptions options) {
        PublishedFigures published = new PublishedFigures(experiment.published());
        Progress progress = new Progress(out, terminal, experiment.train().evaluateEvery());
        RunResult result = Runs.run(experiment, options.withListener(progress.and(published)));
        print(result, published);
        report(result.folder().file(RunFolder.REPORT));
    }

    /// With one seed after another, one line each, and then the statistics.
    void repeatedly(Experiment experiment, int runs, RunOptions options) {
        Repetition repetition = Repetition.run(experiment, runs, options.withListener(new TrialLines(out, terminal, runs)));
        out.println("%n%s".formatted(Results.of(experiment.name(), repetition.results())));
        report(repetition.folder().file(RunFolder.REPORT));
    }

    void lab(Lab lab, Labs.Request request, RunOptions options) {
        LabProgress progress = new LabProgress(lab, request, out, terminal);
        Labs.Outcomes outcomes = Labs.run(lab, request, options.withListener(progress));
        for (int member = 0; member < outcomes.members().size(); member++) {
            Labs.Outcome outcome = outcomes.members().get(member);
            out.println();
            if (request.runs() == 1) {
                print(outcome.runs().getFirst(), progress.published(member));
            } else {
                out.print(Results.of(outcome.experiment().name(), outcome.runs()));
            }
        }
        out.println();
        report(outcomes.report());
    }

    private void print(RunResult result, PublishedFigures published) {
        out.println(Results.of(result));
        if (!result.experiment().published().isEmpty()) {
            out.println(published.table(result.trained()));
        }
    }

    private void report(Path page) {
        out.println("report   " + page);
        out.flush();
    }
}
