package nunchi.report;

import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// Whether settings differ by more than their seeds do.
final class DifferencesSection implements ReportSection {
    private static final double USUAL_LEVEL = 0.05;
    private static final int FEW_DIGITS = 3;

    @Override
    public String title() {
        return "Differences between settings";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Searched search = Searched.of(folder);
        JsonNode comparisons = folder.result().path("comparisons");
        if (comparisons.isEmpty()) {
            return Html.NOTHING;
        }
        String measure = comparisons.path(0).path("measure").asString("");
        boolean accuracy = measure.endsWith("accuracy");
        Table table = new Table("Difference of the mean %s, the first setting less the second".formatted(measure))
                .sortable()
                .column("First")
                .column("Second")
                .column("Test")
                .number("Runs")
                .number("Difference")
                .number("95 % interval")
                .number("p");
        comparisons.forEach(each -> table.row(row(search, each, accuracy)));
        return Html.join(Html.paragraph(meaning(comparisons)), table.html());
    }

    private static List<Cell> row(Searched search, JsonNode comparison, boolean accuracy) {
        JsonNode difference = comparison.path("difference");
        JsonNode p = comparison.path("p");
        return List.of(
                setting(search, comparison.path("first").asInt()),
                setting(search, comparison.path("second").asInt()),
                Cell.text(comparison.path("test").asString("")),
                Cell.count(comparison.path("runs")),
                figure(difference, accuracy, difference.asDouble() > 0 ? "+" : ""),
                interval(comparison, accuracy),
                p.isNumber() ? new Cell(Html.text(probability(p.asDouble())), p.asString()) : Cell.text("–"));
    }

    /// Where nothing varies there is no interval.
    private static Cell interval(JsonNode comparison, boolean accuracy) {
        JsonNode half = comparison.path("confidence95");
        boolean constant = !half.isNumber() && comparison.path("degrees").isNumber();
        String pairs =
                comparison.path("test").asString("").startsWith("paired") ? "the same in every pair" : "no spread";
        return constant ? Cell.text(pairs) : figure(half, accuracy, "± ");
    }

    private static String meaning(JsonNode comparisons) {
        long small = comparisons
                .valueStream()
                .filter(each -> each.path("p").asDouble(1) < USUAL_LEVEL)
                .count();
        return ("p is how often a difference as large would be seen if the settings were equally good. Runs with the same seed are compared with each other"
                        + " (Student's paired test), others as two groups (Welch's test). Of %s, %d %s a p below 0.05; of as many between equal settings about %s would.")
                .formatted(
                        Numbers.count(comparisons.size(), "comparison"),
                        small,
                        small == 1 ? "has" : "have",
                        Numbers.fixed(USUAL_LEVEL * comparisons.size(), 1));
    }

    private static Cell setting(Searched search, int number) {
        List<JsonNode> settings = search.settings();
        return Cell.text(
                number < settings.size()
                        ? "%d: %s"
                                .formatted(
                                        number + 1,
                                        search.name(settings.get(number).path("values")))
                        : "–");
    }

    private static Cell figure(JsonNode value, boolean accuracy, String before) {
        if (!value.isNumber()) {
            return Cell.text("–");
        }
        String text = accuracy ? Numbers.fixed(100 * value.asDouble(), 2) + " points" : Numbers.loss(value.asDouble());
        return new Cell(Html.text(before + text), value.asString());
    }

    private static String probability(double p) {
        return p < Math.pow(10, -FEW_DIGITS) ? "< 0.001" : Numbers.fixed(p, FEW_DIGITS);
    }
}
