package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// Every trial of a search with its figures.
final class TrialsSection implements ReportSection {
    @Override
    public String title() {
        return "Trials";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Searched search = Searched.of(folder);
        JsonNode trials = folder.result().path("trials");
        List<String> parts = Stream.of("train", "validation", "test")
                .filter(part -> trials.valueStream().anyMatch(trial -> trial.has(part)))
                .toList();
        Table table = new Table("Every trial").sortable().column("Trial");
        search.keys().forEach(key -> table.column(search.brief(key)));
        table.number("Seed");
        if (eventful(trials)) {
            table.column("Status");
        }
        table.number("Epochs").number("Time");
        for (String part : parts) {
            String name = part.equals("train") ? "Training" : Words.title(part);
            table.number(name + " loss").number(name + " accuracy");
        }
        List<List<Published>> published = Stream.of("test loss", "test accuracy")
                .map(what -> Published.ofTrials(folder, what))
                .filter(entries -> !entries.isEmpty())
                .toList();
        published.forEach(
                entries -> table.number("Published " + entries.getFirst().what()));
        int number = 0;
        for (JsonNode trial : trials) {
            number++;
            List<Cell> row = row(search, parts, trial, Integer.toString(number), eventful(trials));
            for (List<Published> entries : published) {
                row.add(ofTrial(entries, number));
            }
            table.row(row);
        }
        return table.isEmpty() ? Html.NOTHING : Html.join(table.html(), failures(trials), told(folder));
    }

    /// Whether the trials ended in different ways; else a column that says so would be wasted.
    private static boolean eventful(JsonNode trials) {
        return trials.valueStream()
                        .map(trial -> trial.path("status").asString(""))
                        .distinct()
                        .count()
                > 1;
    }

    private static List<Cell> row(
            Searched search, List<String> parts, JsonNode trial, String number, boolean withStatus) {
        List<Cell> row = new ArrayList<>(
                List.of(Cell.text(trial.path("folder").asString(number).replace("trials/", ""))));
        search.keys()
                .forEach(key ->
                        row.add(Cell.text(Searched.value(trial.path("values").path(key)))));
        row.add(Cell.text(trial.path("seed").isNumber() ? trial.path("seed").asString() : "–"));
        if (withStatus) {
            row.add(Cell.text(trial.path("status").asString("–")));
        }
        row.add(Cell.count(trial.path("epochs")));
        row.add(Cell.seconds(trial.path("seconds")));
        for (String part : parts) {
            row.add(Cell.loss(trial.path(part).path("loss")));
            row.add(Cell.percent(trial.path(part).path("accuracy")));
        }
        return row;
    }

    private static Cell ofTrial(List<Published> entries, int number) {
        return entries.stream()
                .filter(entry -> entry.trial() == number)
                .findFirst()
                .map(Published::cell)
                .orElse(Cell.text("–"));
    }

    private static Html failures(JsonNode trials) {
        List<Html> items = trials.valueStream()
                .filter(trial -> trial.path("reason").isString())
                .map(trial -> Html.tag(
                        "li",
                        Html.text(
                                "%s %s: %s",
                                trial.path("folder").asString(""),
                                trial.path("status").asString("failed"),
                                trial.path("reason").asString())))
                .toList();
        return items.isEmpty() ? Html.NOTHING : Html.tag("ul", Html.join(items));
    }

    private static Html told(Folder folder) {
        String name = folder.path()
                .relativize(Searched.told(folder).path())
                .toString()
                .replace('\\', '/');
        Html command = Html.tag("code", Html.text("nunchi run experiment.yaml"));
        return name.isEmpty()
                ? Html.NOTHING
                : Html.tag(
                        "p",
                        command,
                        Html.text(" in this folder trains them all again. What follows is the report of %s%s."
                                .formatted(
                                        name,
                                        !Searched.of(folder).hasSeveral()
                                                        || Searched.of(folder)
                                                                .chosen()
                                                                .isMissingNode()
                                                ? ""
                                                : ", the first of the chosen setting")));
    }
}
