package nunchi.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// The members of a lab in one table, published results beside ours.
final class ComparisonSection implements ReportSection {
    @Override
    public String title() {
        return "Comparison";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Table table = new Table("Published test accuracy beside ours").column("Network").number("Parameters").number("Epochs")
                .number("Time")
                .number("Training accuracy").number("Test loss").number("Published").number("Test accuracy").number("Compared");
        for (JsonNode member : folder.result().path("members")) {
            Folder inner = folder.inner(member.path("folder").asString("."));
            String title = member.path("title").asString(inner.title());
            if (!inner.kind().equals("clusters")) {
                table.row(inner.kind().equals("search") ? repeated(title, inner) : single(title, inner));
            }
        }
        if (table.isEmpty()) {
            return Html.NOTHING;
        }
        return table.html();
    }

    private static List<Cell> single(String title, Folder run) {
        JsonNode result = run.result();
        JsonNode accuracy = result.path("test").path("accuracy");
        return List.of(Cell.text(title), Cell.count(run.model().path("parameters")), Cell.count(result.path("epochs")),
                Cell.seconds(result.path("seconds")), Cell.percent(result.path("train").path("accuracy")),
                Cell.loss(result.path("test").path("loss")), published(run), Cell.percent(accuracy), difference(run, accuracy));
    }

    private static List<Cell> repeated(String title, Folder repetition) {
        JsonNode trials = repetition.result().path("trials");
        JsonNode setting = repetition.result().path("settings").path(repetition.result().path("best").path("setting").asInt(0));
        JsonNode test = setting.path("test");
        JsonNode runs = setting.path("runs");
        Folder first = repetition.inner(trials.path(0).path("folder").asString("."));
        JsonNode accuracy = test.path("accuracy").path("mean");
        String named = runs.isNumber() ? "%s (mean of %s)".formatted(title, Numbers.count(runs.asLong(), "run")) : title;
        return List.of(Cell.text(named), Cell.count(first.model().path("parameters")),
                mean(trials, "/epochs", value -> Cell.count(Math.round(value))),
                mean(trials, "/seconds", Cell::seconds), mean(trials, "/train/accuracy", Cell::percent),
                Cell.loss(test.path("loss").path("mean")), published(repetition), spread(test.path("accuracy")),
                difference(repetition, accuracy));
    }

    /// Over the trials that have the figure.
    private static Cell mean(JsonNode trials, String pointer, DoubleFunction<Cell> cell) {
        OptionalDouble mean = trials.valueStream().map(trial -> trial.at(pointer)).filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble).average();
        return mean.isPresent() ? cell.apply(mean.getAsDouble()) : Cell.text("–");
    }

    private static Cell spread(JsonNode accuracy) {
        JsonNode deviation = accuracy.path("deviation");
        if (!accuracy.path("mean").isNumber() || !deviation.isNumber()) {
            return Cell.percent(accuracy.path("mean"));
        }
        String text = "%s ± %s %%".formatted(Numbers.fixed(100 * accuracy.path("mean").asDouble(), 2),
                Numbers.fixed(100 * deviation.asDouble(), 2));
        return new Cell(Html.text(text), accuracy.path("mean").asString());
    }

    private static Cell published(Folder folder) {
        return testAccuracies(folder).stream().findFirst().map(Published::cell).orElse(Cell.text("–"));
    }

    private static Cell difference(Folder folder, JsonNode ours) {
        return testAccuracies(folder).stream().findFirst().map(entry -> entry.difference(ours)).orElse(Cell.text("–"));
    }

    private static List<Published> testAccuracies(Folder folder) {
        return Published.of(folder).stream().filter(entry -> entry.isTest() && entry.isAccuracy() && entry.epoch() == 0).toList();
    }
}
