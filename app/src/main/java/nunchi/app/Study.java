package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import nunchi.experiment.Experiment;
import nunchi.report.Report;
import nunchi.run.Repetition;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;

/// Trains before a person's eyes, writes the report and prints the results.
final class Study {
    private final PrintWriter out;
    private final Terminal terminal;

    Study(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }


    /// Trains, prints the results and writes the report.
    RunResult train(Experiment experiment, RunOptions options) {
        PublishedFigures published = new PublishedFigures(experiment.published());
        Progress progress = new Progress(out, terminal, experiment.train().evaluateEvery());
        RunResult result = Runs.run(experiment, options.withListener(progress.and(published)));
        out.println(Results.of(result));
        if (!experiment.published().isEmpty()) {
            out.println(published.table(result.trained()));
        }
        report(result.folder().path());
        return result;
    }

    /// Trains with one seed after another, one line each, and prints the statistics.
    Repetition repeatedly(Experiment experiment, int runs, RunOptions options) {
        TrialLines lines = new TrialLines(out, terminal, runs);
        Repetition repetition = Repetition.run(experiment, runs, options.withListener(lines));
        out.println();
        out.println(Results.of(repetition));
        report(repetition.folder().path());
        return repetition;
    }

    private void report(Path folder) {
        out.println("report   " + Report.write(folder));
        out.flush();
    }
}
