package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import nunchi.check.Check;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.report.Report;
import nunchi.report.RunComparison;
import nunchi.report.RunComparison.Compared;
import nunchi.run.FirstDifference;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi compare RUN RUN…`.
@Command(
        name = "compare",
        header = "Compares runs: metrics, curves and the settings that differ.",
        footer = {
            "",
            "Examples:",
            "  nunchi compare runs/slower runs/faster",
            "  nunchi compare runs/search --report compared.html",
            "  nunchi compare --first-difference runs/here runs/there"
        })
final class CompareCommand implements Runnable {
    private static final int CHART_ROWS = 6;
    private static final int WIDEST = 100;
    /// More would not be told apart.
    private static final int MOST_CHARTS = 4;
    private static final int MOST_DIFFERING = 12;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Folders of runs. A search stands for its trials, a study for its experiments.")
    private List<Path> folders = List.of();

    @Option(names = "--all", description = "Shows all settings that differ, not only the first 12.")
    private boolean all;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "File for a page with the curves of all runs, .html (default: not written).")
    private @Nullable Path report;

    @Option(
            names = "--first-difference",
            description =
                    "Finds the first epoch, step and tensor in which the weights of two runs differ, by their journals and by training both again up to there.")
    private boolean first;

    @Mixin
    private Machine machine;

    @Mixin
    private DataPlace place;

    @Override
    public void run() {
        if (first) {
            firstDifference();
            return;
        }
        for (String option : List.of("--threads", "--data-dir")) {
            Check.require(
                    !spec.commandLine().getParseResult().hasMatchedOption(option),
                    "%s is about training again, which --first-difference does; omit it".formatted(option));
        }
        RunComparison comparison = RunComparison.of(folders);
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = Terminal.present();
        out.println(table(comparison).fitted(terminal.width()));
        out.println(differences(comparison, terminal.width(), all ? Integer.MAX_VALUE : MOST_DIFFERING));
        comparison
                .notes()
                .forEach(sentence -> out.println(Lines.folded(sentence, terminal.width()) + System.lineSeparator()));
        out.print(plot(comparison, terminal.columns()));
        if (report != null) {
            out.println("%nreport   %s".formatted(Report.write(comparison, report)));
        }
        out.flush();
    }

    private void firstDifference() {
        Check.require(
                folders.size() == 2 && report == null,
                "--first-difference compares two runs and writes no page; give two folders and omit --report");
        PrintWriter out = spec.commandLine().getOut();
        int width = Terminal.present().width();
        RunOptions options = machine.options(place).withListener(new Progress(out, Terminal.present(), 1));
        out.println(differences(RunComparison.of(folders), width, all ? Integer.MAX_VALUE : MOST_DIFFERING));
        FirstDifference found = FirstDifference.of(folders.getFirst(), folders.getLast(), options);
        out.println(Lines.folded(words(found), width));
        out.flush();
    }

    private static String words(FirstDifference found) {
        String epochs = Numbers.count(found.agreed(), "epoch");
        if (found.same()) {
            return "the same bits after each of the %s that both runs have".formatted(epochs);
        }
        String agreed = "the same bits after the first %s of %s; ".formatted(epochs, Numbers.count(found.compared()));
        FirstDifference.Place place = found.place();
        if (place == null) {
            return agreed
                    + "where they differ in epoch %d is not known: %s".formatted(found.agreed() + 1, found.obstacle());
        }
        String when = place.step() == 0
                ? "before the first step of epoch %d".formatted(place.epoch())
                : "after step %d of %d in epoch %d".formatted(place.step(), place.steps(), place.epoch());
        String what = Double.isNaN(place.largest())
                ? "has another shape in each run"
                : "differs in %s of %s values, by at most %s"
                        .formatted(
                                Numbers.count(place.differing()),
                                Numbers.count(place.values()),
                                Numbers.loss(place.largest()));
        return "%s%s %s %s".formatted(agreed, when, place.tensor(), what);
    }

    private static TextTable table(RunComparison comparison) {
        List<Split> parts = comparison.parts();
        List<Quantity> quantities = comparison.quantities();
        TextTable table = new TextTable("lllrrrrr" + "r".repeat(quantities.size() * parts.size()));
        List<String> head =
                new ArrayList<>(List.of("run", "name", "status", "seed", "parameters", "epochs", "best", "time"));
        parts.forEach(part -> quantities.forEach(quantity -> head.add(part + " " + quantity.name())));
        table.head(head.toArray(String[]::new));
        for (Compared run : comparison.runs()) {
            RunRecord result = run.result();
            BestRecord best = result.best();
            double seconds = result.seconds();
            List<String> row = new ArrayList<>(List.of(
                    run.label(),
                    run.name(),
                    run.status(),
                    whole(run.seed()),
                    whole(run.parameters()),
                    whole(result.epochs()),
                    whole(best == null ? null : best.epoch()),
                    Double.isNaN(seconds) ? "–" : Numbers.seconds(seconds)));
            parts.forEach(part -> quantities.forEach(
                    quantity -> row.add(Numbers.shown(quantity, result.value(part, quantity.name())))));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static String whole(@Nullable Number number) {
        return number == null ? "–" : Numbers.count(number.longValue());
    }

    /// Keys as rows and runs as columns where these are few, else the other way round.
    private static String differences(RunComparison comparison, int width, int most) {
        if (comparison.differences().isEmpty()) {
            return "the experiments are the same%n".formatted();
        }
        List<Map.Entry<String, List<String>>> differing =
                comparison.differences().entrySet().stream().limit(most).toList();
        List<String> keys = differing.stream().map(Map.Entry::getKey).toList();
        boolean few = comparison.runs().size() <= MOST_CHARTS;
        TextTable table = new TextTable("l".repeat(1 + (few ? comparison.runs().size() : keys.size())));
        List<String> labels = comparison.runs().stream().map(Compared::label).toList();
        List<String> head = new ArrayList<>(few ? labels : keys);
        head.addFirst("differing");
        table.head(head.toArray(String[]::new));
        for (int i = 0; i < (few ? keys : labels).size(); i++) {
            int row = i;
            List<String> cells = new ArrayList<>(
                    few
                            ? differing.get(row).getValue()
                            : differing.stream()
                                    .map(each -> each.getValue().get(row))
                                    .toList());
            cells.addFirst((few ? keys : labels).get(row));
            table.row(cells.toArray(String[]::new));
        }
        int more = comparison.differences().size() - keys.size();
        return table.fitted(width) + (more > 0 ? "and %d keys more; --all shows them%n".formatted(more) : "");
    }

    /// A few runs each by itself, on the same axes; many in one.
    private static String plot(RunComparison comparison, int columns) {
        String measure = comparison.measure();
        List<Compared> drawn = comparison.runs().stream()
                .filter(run -> !run.curve(measure).isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return "";
        }
        DoubleFunction<String> format = measure.endsWith("accuracy") ? Numbers::percent : Numbers::loss;
        List<List<double[]>> curves =
                drawn.stream().map(run -> run.curve(measure)).toList();
        int width = Math.min(columns, WIDEST) - 1;
        if (drawn.size() > MOST_CHARTS) {
            return "%s over the epochs, all %d runs%n%s"
                    .formatted(
                            measure, drawn.size(), new TextChart(width, 2 * CHART_ROWS, format).draw(curves, curves));
        }
        StringBuilder text = new StringBuilder("%s over the epochs%n".formatted(measure));
        for (int i = 0; i < drawn.size(); i++) {
            text.append(drawn.get(i).label())
                    .append(System.lineSeparator())
                    .append(new TextChart(width, CHART_ROWS, format).draw(List.of(curves.get(i)), curves));
        }
        return text.toString();
    }
}
