package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import nunchi.report.Table.Cell;
import nunchi.statistics.MeanInterval;
import tools.jackson.databind.JsonNode;

/// The members of a lab in one table, published results beside ours.
final class ComparisonSection implements ReportSection {
    @Override
    public String title() {
        return "Comparison";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Member> members = members(folder);
        if (members.size() < 2) {
            return Html.NOTHING;
        }
        String part = members.stream()
                        .anyMatch(member -> member.folder.result().has("test")
                                || member.setting().has("test"))
                ? "test"
                : "validation";
        boolean published = members.stream()
                .anyMatch(member -> !testAccuracies(member.folder).isEmpty());
        String caption = published
                ? "Published test accuracy beside ours, ± half of its 95 % interval where there are several runs"
                : "The members side by side, means ± half of their 95 % interval where there are several runs";
        Table table = new Table(caption)
                .column("Network")
                .number("Parameters")
                .number("Epochs")
                .number("Time")
                .number("Training accuracy")
                .number(Words.title(part) + " loss");
        if (published) {
            table.number("Published").number(Words.title(part) + " accuracy").number("Compared");
        } else {
            table.number(Words.title(part) + " accuracy");
        }
        members.forEach(member -> table.row(row(member, part, published)));
        return table.html();
    }

    /// @param told the run that the rest of the page tells of
    private record Member(String title, Folder folder, Folder told) {
        /// Of a search: the chosen setting, else the first.
        JsonNode setting() {
            return folder.result()
                    .path("settings")
                    .path(Math.max(0, Searched.of(folder).best()));
        }

        List<JsonNode> runs() {
            boolean search = folder.kind().equals("search");
            return !search
                    ? List.of(folder.result())
                    : folder.result()
                            .path("trials")
                            .valueStream()
                            .filter(trial ->
                                    trial.path("values").equals(setting().path("values")))
                            .toList();
        }

        String name() {
            String runs = setting().path("runs").isNumber()
                    ? "mean of %s"
                            .formatted(Numbers.count(setting().path("runs").asLong(), "run"))
                    : "";
            String chosen = Searched.of(folder).hasSeveral()
                    ? "the best of %s settings, "
                            .formatted(folder.result().path("settings").size())
                    : "";
            return runs.isEmpty() ? title : "%s (%s%s)".formatted(title, chosen, runs);
        }
    }

    private static List<Member> members(Folder lab) {
        return lab.result()
                .path("members")
                .valueStream()
                .map(member -> {
                    Folder inner = lab.inner(member.path("folder").asString("."));
                    return new Member(
                            member.path("title").asString(inner.title()),
                            inner,
                            inner.kind().equals("search") ? Searched.told(inner) : inner);
                })
                .filter(member -> member.folder().result().has("train")
                        || member.folder().result().has("trials"))
                .toList();
    }

    private static List<Cell> row(Member member, String part, boolean published) {
        JsonNode statistics = member.setting().path(part);
        boolean search = member.folder.kind().equals("search");
        JsonNode figures = member.folder.result().path(part);
        JsonNode accuracy = search ? statistics.path("accuracy").path("mean") : figures.path("accuracy");
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(member.name()),
                Cell.count(member.told.model().path("parameters")),
                mean(member.runs(), "/epochs", value -> Cell.count(Math.round(value))),
                mean(member.runs(), "/seconds", Cell::seconds),
                mean(member.runs(), "/train/accuracy", Cell::percent),
                Cell.loss(search ? statistics.path("loss").path("mean") : figures.path("loss"))));
        if (published) {
            row.add(published(member.folder));
        }
        row.add(search ? spread(statistics.path("accuracy")) : Cell.percent(accuracy));
        if (published) {
            row.add(difference(member.folder, accuracy));
        }
        return row;
    }

    /// Over the trials that have the figure.
    private static Cell mean(List<JsonNode> runs, String pointer, DoubleFunction<Cell> cell) {
        OptionalDouble mean = runs.stream()
                .map(run -> run.at(pointer))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .average();
        return mean.isPresent() ? cell.apply(mean.getAsDouble()) : Cell.text("–");
    }

    private static Cell spread(JsonNode accuracy) {
        JsonNode mean = accuracy.path("mean");
        return !mean.isNumber()
                ? Cell.percent(mean)
                : new Cell(
                        Html.text(MeanInterval.percent(
                                mean.asDouble(), accuracy.path("confidence95").asDouble(Double.NaN))),
                        mean.asString());
    }

    private static Cell published(Folder folder) {
        return testAccuracies(folder).stream().findFirst().map(Published::cell).orElse(Cell.text("–"));
    }

    private static Cell difference(Folder folder, JsonNode ours) {
        return testAccuracies(folder).stream()
                .findFirst()
                .map(entry -> entry.difference(ours))
                .orElse(Cell.text("–"));
    }

    private static List<Published> testAccuracies(Folder folder) {
        return Published.of(folder).stream()
                .filter(entry -> entry.isTest() && entry.isAccuracy() && entry.epoch() == 0)
                .toList();
    }
}
