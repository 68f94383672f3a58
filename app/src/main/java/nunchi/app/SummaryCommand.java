package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.lab.Task;
import nunchi.run.Outlines;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.train.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi summary FILE|RUN`.
@Command(
        name = "summary",
        header =
                "Shows the layers of a model: output shape, parameters with their formula, operations and receptive field.",
        footer = {"", "Example:", "  nunchi summary study.yaml"})
final class SummaryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|RUN", description = "Experiment file, or folder of a run.")
    private Path source;

    @Mixin
    private DataPlace data;

    @Override
    public void run() {
        RunOptions options = new RunOptions().withData(data.catalogue());
        Task task =
                Files.isDirectory(source) ? task(RunFolder.open(source), options) : Task.read(source, options.files());
        Summary summary = summary(task, options);
        PrintWriter out = spec.commandLine().getOut();
        int width = Terminal.present().width();
        out.println("%s: input %s%n".formatted(task.name(), summary.input()));
        out.println(table(summary).fitted(width));
        out.print(totals(summary).fitted(width));
        out.flush();
    }

    private static TextTable totals(Summary summary) {
        TextTable lines = new TextTable("ll")
                .row(
                        "parameters",
                        "%s: %s trainable, %s not"
                                .formatted(
                                        Numbers.count(summary.parameters()),
                                        Numbers.count(summary.trainable()),
                                        Numbers.count(summary.notTrainable())));
        if (summary.preprocessing() > 0) {
            lines.row("", "and %s statistics of the preprocessing".formatted(Numbers.count(summary.preprocessing())));
        }
        lines.row("operations", "%s for one example, forward".formatted(Numbers.count(summary.operations())));
        if (summary.hasFields()) {
            lines.row("sees", "rows × columns of the input that one value can depend on (its receptive field)");
        }
        return lines;
    }

    private static Task task(RunFolder run, RunOptions options) {
        Task task = Task.read(run.file(RunFolder.EXPERIMENT), options.files());
        return task instanceof Task.Training ? new Task.Training(run.trainedExperiment(options.files())) : task;
    }

    private static Summary summary(Task task, RunOptions options) {
        return switch (task) {
            case Task.Training training -> Outlines.summary(training.experiment(), options);
            case Task.Outlining outlining -> Outlines.summary(outlining.outline(), options);
            case Task.Clustering clustering ->
                throw new InvalidRequestException(
                        "%s is a clustering study and has no layers; give an experiment".formatted(clustering.name()));
        };
    }

    private static TextTable table(Summary summary) {
        boolean fields = summary.hasFields();
        TextTable table = fields
                ? new TextTable("llrlrr").head("layer", "output", "parameters", "formula", "operations", "sees")
                : new TextTable("llrlr").head("layer", "output", "parameters", "formula", "operations");
        for (Summary.Row row : summary.rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.path(),
                    row.output().toString(),
                    Numbers.count(row.parameters().count()),
                    row.parameters().formula(),
                    Numbers.count(row.operations())));
            if (fields) {
                cells.add(row.field().toString());
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
