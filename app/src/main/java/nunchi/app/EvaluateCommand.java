package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.ClassCounts;
import nunchi.metric.TargetType;
import nunchi.run.Evaluated;
import nunchi.run.Runs;
import nunchi.train.Calibration;
import nunchi.train.Evaluation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi evaluate RUN`.
@Command(
        name = "evaluate",
        header =
                "Evaluates the model of a run: loss, accuracy and other metrics, calibration, confusion matrix, precision and recall of each class.",
        footer = {"", "Example:", "  nunchi evaluate runs/2026-11-21-1502-digits --part train"})
final class EvaluateCommand implements Runnable {
    private static final double SAME = 1e-4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Split to evaluate: train, validation or test (default: the last of these that the run has).")
    private @Nullable String part;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "Another data set: a name, a folder of images or a CSV file. Its test set is evaluated, or all of it without one. Classes and columns are matched by name (default: the run's data set).")
    private @Nullable String dataset;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Setting that differs from the run, such as data.preprocess=[flatten]; repeatable (default: none).")
    private List<String> changes = List.of();

    @Mixin
    private DataPlace data;

    @Option(names = "--json", description = "Prints the evaluation as JSON, without images and examples.")
    private boolean json;

    @Mixin
    private Machine machine;

    @Override
    public void run() {
        List<String> all = Stream.concat(Stream.ofNullable(dataset).map(RunSettings::data), changes.stream())
                .toList();
        Evaluated evaluated =
                Runs.evaluate(folder, part == null ? null : Split.named(part), all, machine.options(data));
        machine.note(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(evaluated.json());
        } else {
            print(out, evaluated);
        }
        out.flush();
    }

    private static void print(PrintWriter out, Evaluated evaluated) {
        Evaluation evaluation = evaluated.evaluation();
        String part = evaluated.part() == null ? "all" : evaluated.part() + " set";
        out.println("%s of %s, %s".formatted(part, evaluated.data().name(), Numbers.count(evaluation.rows(), "row")));
        TextTable figures = new TextTable("ll")
                .row("loss", Numbers.loss(evaluation.metrics().loss()));
        if (evaluation.metrics().hasAccuracy()) {
            figures.row("accuracy", Numbers.percent(evaluation.metrics().accuracy()) + ", " + decided(evaluation));
        }
        evaluation
                .metrics()
                .metrics()
                .forEach((name, value) -> figures.row(name, Numbers.loss(value) + meaning(name, value, evaluation)));
        if (evaluation.hasCalibration()) {
            Calibration calibration = evaluation.calibration();
            figures.row(
                    "ece",
                    "%s, expected calibration error in %d bins"
                            .formatted(Numbers.loss(calibration.ece()), Calibration.BINS));
            figures.row("brier", Numbers.loss(calibration.brier()));
        }
        out.print(figures.fitted(Terminal.present().width()));
        if (!evaluation.perClass().isEmpty()) {
            printClasses(out, evaluation);
        }
    }

    private static String decided(Evaluation evaluation) {
        return switch (evaluation.type()) {
            case LABELS -> "of all labels of all rows";
            case SEQUENCE, NEXT_TOKENS, TAGS -> "of all tokens of all rows";
            case CLASS, VALUES -> Numbers.count(evaluation.mistakes().size(), "mistake");
        };
    }

    /// Of a cross-entropy log loss and loss are one quantity, unless the loss adds something to it.
    private static String meaning(String metric, double value, Evaluation evaluation) {
        double loss = evaluation.metrics().loss();
        boolean other = metric.equals("log_loss") && Math.abs(value - loss) > SAME * Math.abs(loss);
        return other ? ", the mean of -ln p of the true classes; the loss is the run's own" : "";
    }

    private static void printClasses(PrintWriter out, Evaluation evaluation) {
        out.println();
        int width = Terminal.present().width();
        boolean labels = evaluation.type() == TargetType.LABELS;
        if (!labels) {
            out.println(ConfusionText.of(evaluation, width));
        }
        List<Evaluation.ClassMetrics> shown = evaluation.extremes(ConfusionText.MOST / 2);
        if (shown.size() < evaluation.perClass().size()) {
            out.println(Lines.folded(
                    "%d of %s: those with the highest and the lowest F1"
                            .formatted(
                                    shown.size(),
                                    Numbers.count(evaluation.perClass().size(), "class")),
                    width));
        }
        out.print(classes(shown, evaluation.type()).fitted(width));
        if (shown.stream()
                .anyMatch(each ->
                        Double.isNaN(each.precision()) || Double.isNaN(each.recall()) || Double.isNaN(each.f1()))) {
            out.println(Lines.folded(ClassCounts.undefined(labels), width));
        }
    }

    private static TextTable classes(List<Evaluation.ClassMetrics> shown, TargetType type) {
        boolean labels = type == TargetType.LABELS;
        boolean tags = type == TargetType.TAGS;
        TextTable classes = new TextTable(labels ? "lrrrrrrr" : "lrrrr");
        List<String> head =
                new ArrayList<>(List.of(tags ? "tag" : "class", "precision", "recall", "F1", tags ? "tokens" : "rows"));
        head.addAll(labels ? List.of("true positives", "false positives", "false negatives") : List.of());
        classes.head(head.toArray(String[]::new));
        for (Evaluation.ClassMetrics figures : shown) {
            List<String> row = new ArrayList<>(List.of(
                    figures.name(),
                    Numbers.percent(figures.precision()),
                    Numbers.percent(figures.recall()),
                    Numbers.percent(figures.f1()),
                    Numbers.count(figures.support())));
            row.addAll(
                    labels
                            ? List.of(
                                    Numbers.count(figures.right()),
                                    Numbers.count(figures.falsePositives()),
                                    Numbers.count(figures.falseNegatives()))
                            : List.of());
            classes.row(row.toArray(String[]::new));
        }
        return classes;
    }
}
