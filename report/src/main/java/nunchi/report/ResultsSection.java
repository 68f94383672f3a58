package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import nunchi.metric.ClassCounts;
import nunchi.metric.Quantity;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// Loss and accuracy on every part, published figures beside them, further metrics, and precision and recall of every
/// class.
final class ResultsSection implements ReportSection {
    private static final List<String> PARTS = List.of("train", "validation", "test");
    private static final List<String> FIGURES = List.of("precision", "recall", "f1");
    /// Of labels, of which no confusion matrix can be made.
    private static final List<String> COUNTS = List.of("truePositives", "falsePositives", "falseNegatives");
    private static final List<String> COUNTED = List.of("True positives", "False positives", "False negatives");
    private static final String WEIGHTED = "_weighted";

    @Override
    public String title() {
        return "Results";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        return Html.join(
                parts(folder),
                variants(folder.result()),
                PublishedTable.ofResults(folder),
                metrics(folder),
                classes(folder.evaluation()));
    }

    private static Html parts(Folder folder) {
        List<Quantity> further = further(folder);
        Table table = new Table("The final model on every part of the data")
                .column("Part")
                .number("Examples")
                .number("Loss");
        boolean classified = folder.result()
                .valueStream()
                .anyMatch(figures -> figures.path("accuracy").isNumber());
        if (classified) {
            table.number("Accuracy");
        }
        further.forEach(quantity -> table.number(quantity.words()));
        for (String part : PARTS) {
            JsonNode figures = folder.result().path(part);
            if (figures.path("loss").isNumber() || figures.path("accuracy").isNumber()) {
                List<Cell> row = new ArrayList<>(List.of(
                        Cell.text(Words.part(part)),
                        Cell.count(folder.data().path("parts").path(part).path("rows")),
                        Cell.loss(figures.path("loss"))));
                if (classified) {
                    row.add(Cell.percent(figures.path("accuracy")));
                }
                further.forEach(quantity -> row.add(Quantities.cell(quantity, figures.path(quantity.name()))));
                table.row(row);
            }
        }
        return table.html();
    }

    /// The metrics that the experiment asks for.
    private static List<Quantity> further(Folder folder) {
        Quantities quantities = Quantities.of(folder);
        return PARTS.stream()
                .flatMap(part -> folder.result().path(part).propertyStream())
                .filter(figure -> figure.getValue().isNumber())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("loss") && !name.equals("accuracy"))
                .distinct()
                .map(quantities::of)
                .toList();
    }

    private static Html variants(JsonNode result) {
        Table table = new Table("The same model under other settings than those it learnt with")
                .column("Settings")
                .column("Part")
                .number("Loss")
                .number("Accuracy")
                .number("Compared");
        for (JsonNode variant : result.path("variants")) {
            for (String part : PARTS) {
                JsonNode figures = variant.path(part);
                if (figures.path("loss").isNumber()) {
                    JsonNode own = result.path(part).path("accuracy");
                    JsonNode other = figures.path("accuracy");
                    Cell compared = own.isNumber() && other.isNumber()
                            ? Cell.text(Published.points(other.asDouble() - own.asDouble()))
                            : Cell.text("–");
                    table.row(
                            Cell.text(variant.path("name").asString("")),
                            Cell.text(Words.part(part)),
                            Cell.loss(figures.path("loss")),
                            Cell.percent(other),
                            compared);
                }
            }
        }
        return table.html();
    }

    private static Html metrics(Folder folder) {
        JsonNode evaluation = folder.evaluation();
        Table table = new Table("More figures of the %s part"
                        .formatted(Words.part(evaluation.path("part").asString("evaluated"))))
                .column("Figure")
                .number("Value");
        evaluation.path("metrics").properties().stream()
                .filter(entry -> !isMean(evaluation, entry.getKey()))
                .forEach(entry -> {
                    Quantity quantity = Quantities.of(folder).of(entry.getKey());
                    table.row(Cell.text(quantity.words()), Quantities.cell(quantity, entry.getValue()));
                });
        return table.html();
    }

    /// Means over the classes stand in the table of the classes, where there is one.
    private static boolean isMean(JsonNode evaluation, String metric) {
        return !evaluation.path("perClass").isEmpty()
                && FIGURES.stream().anyMatch(figure -> metric.equals(figure) || metric.equals(figure + WEIGHTED));
    }

    private static Html classes(JsonNode evaluation) {
        String whose = evaluation.has("perClassOf") ? "Classes" : "Every class";
        Table table = new Table("%s of the %s part"
                        .formatted(whose, Words.part(evaluation.path("part").asString("evaluated"))))
                .column("Class")
                .number("Precision")
                .number("Recall")
                .number("F1")
                .number("Examples")
                .sortable();
        List<String> counts = evaluation.path("targets").asString("").equals("labels") ? COUNTS : List.of();
        counts.forEach(count -> table.number(COUNTED.get(COUNTS.indexOf(count))));
        for (JsonNode each : evaluation.path("perClass")) {
            List<Cell> cells = new ArrayList<>(
                    List.of(Cell.text(Gallery.className(evaluation.path("classes"), each.path("class")))));
            FIGURES.forEach(figure -> cells.add(Cell.percent(each.path(figure))));
            cells.add(Cell.count(each.path("support")));
            counts.forEach(count -> cells.add(Cell.count(each.path(count))));
            table.row(cells.toArray(Cell[]::new));
        }
        if (table.isEmpty()) {
            return Html.NOTHING;
        }
        int all = evaluation.path("perClassOf").asInt(0);
        String shown = all == 0
                ? ""
                : "Of %,d classes the table has those with the highest and the lowest F1. ".formatted(all);
        mean(table, "Macro mean", evaluation, "", counts.size());
        mean(table, "Weighted mean", evaluation, WEIGHTED, counts.size());
        String meaning =
                "Precision is the share of those taken for the class that belong to it; recall is the share of the class that"
                        + " was found; F1 is the harmonic mean of both. In the macro mean every class counts the same, in the weighted mean by its examples.";
        String several = counts.isEmpty()
                ? ""
                : " An example may have several labels or none, so that the examples of the labels do not add up to those of the means.";
        boolean defined = evaluation
                .path("perClass")
                .valueStream()
                .allMatch(each ->
                        FIGURES.stream().allMatch(figure -> each.path(figure).isNumber()));
        String undefined = defined ? "" : " " + ClassCounts.undefined(!counts.isEmpty());
        return Html.join(
                table.html(),
                Html.tag("p", Attributes.of("class", "note"), Html.text(shown + meaning + undefined + several)));
    }

    private static void mean(Table table, String name, JsonNode evaluation, String suffix, int empty) {
        if (evaluation.path("metrics").has("f1" + suffix)) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(name)));
            FIGURES.forEach(
                    figure -> cells.add(Cell.percent(evaluation.path("metrics").path(figure + suffix))));
            cells.add(Cell.count(evaluation.path("rows")));
            cells.addAll(Collections.nCopies(empty, Cell.text("")));
            table.total(cells.toArray(Cell[]::new));
        }
    }
}
