package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nunchi.metric.Quantity;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Mean;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Chart.Setting;
import nunchi.report.page.Chart.Settings;
import nunchi.report.page.Ends;
import tools.jackson.databind.JsonNode;

/// The settings of a search side by side, and which is the best.
final class SettingsSection implements ReportSection {
    /// More rows would not fit a page.
    private static final int MOST_DRAWN = 30;

    @Override
    public String title() {
        return "Settings";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Searched search = Searched.of(folder);
        if (!search.hasSeveral()) {
            return Html.NOTHING;
        }
        Html lead = Html.tag(
                "p",
                Attributes.of("class", "lead"),
                Html.text(SpreadSection.unfinished(folder) + sentence(search, folder.result())));
        return Html.join(lead, DrawnSplits.note(folder), chart(search, chapter), table(search));
    }

    private static String sentence(Searched search, JsonNode result) {
        JsonNode choice = result.path("best");
        JsonNode best = search.chosen();
        if (best.isMissingNode()) {
            return "There is no validation part, so no setting is chosen: chosen by the test part, it would no longer be tested. "
                    + "With data.validation in the experiment the best one is named here.";
        }
        List<String> seeds =
                choice.path("seeds").valueStream().map(JsonNode::asString).toList();
        String over = seeds.isEmpty()
                ? ""
                : " over %s %s, which all of them were trained with,"
                        .formatted(seeds.size() == 1 ? "seed" : "the seeds", String.join(", ", seeds));
        double mean = seeds.isEmpty()
                ? search.statistics(best).path("mean").asDouble()
                : choice.path("mean").asDouble();
        String sentence = "Of %s the best is %s: its mean %s%s is %s, and by that alone it was chosen."
                .formatted(
                        Numbers.count(search.settings().size(), "setting"),
                        search.name(best.path("values")),
                        search.figure(),
                        over,
                        figure(search, mean));
        double tested = tested(search, result, seeds);
        return Double.isNaN(tested)
                ? sentence
                : sentence
                        + " On the test part it reaches %s%s."
                                .formatted(figure(search, tested), seeds.isEmpty() ? "" : " over the same seeds");
    }

    /// The chosen setting's mean over the runs by which it was chosen; NaN where there is no test part.
    private static double tested(Searched search, JsonNode result, List<String> seeds) {
        return result.path("trials")
                .valueStream()
                .filter(trial -> trial.path("values").equals(search.chosen().path("values")))
                .filter(trial ->
                        seeds.isEmpty() || seeds.contains(trial.path("seed").asString("")))
                .map(trial -> trial.path("test").path(search.measure()))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElse(Double.NaN);
    }

    private static String figure(Searched search, double value) {
        return search.shown(value);
    }

    private static Html table(Searched search) {
        Table table = new Table(
                        "Every setting: means over its runs, ± half of their 95 % interval where several runs differ")
                .sortable()
                .number("No.");
        search.keys().forEach(key -> table.column(search.brief(key)));
        table.number("Runs").number("Failed");
        List<Figure> figures = figures(search);
        figures.forEach(figure -> table.number(Words.title(figure.part()) + " "
                + Quantities.lowered(figure.quantity().words())));
        sorted(search)
                .forEach(setting -> table.row(row(search, search.settings().indexOf(setting), figures)));
        return Html.join(
                table.html(),
                search.best() < 0
                        ? Html.NOTHING
                        : Html.tag("p", Attributes.of("class", "note"), Html.text("★ the chosen setting")));
    }

    private record Figure(String part, Quantity quantity) {}

    private static List<Figure> figures(Searched search) {
        List<Figure> figures = new ArrayList<>();
        for (String part : List.of("validation", "test")) {
            for (Quantity quantity : quantities(search)) {
                if (search.settings().stream()
                        .anyMatch(setting -> setting.path(part).has(quantity.name()))) {
                    figures.add(new Figure(part, quantity));
                }
            }
        }
        return figures;
    }

    /// Loss, accuracy, and what the settings are chosen by.
    private static List<Quantity> quantities(Searched search) {
        return Stream.of(Quantity.LOSS, Quantity.ACCURACY, search.quantity())
                .distinct()
                .toList();
    }

    private static List<Cell> row(Searched search, int number, List<Figure> figures) {
        JsonNode setting = search.settings().get(number);
        boolean best = number == search.best();
        List<Cell> row = new ArrayList<>();
        row.add(
                best
                        ? new Cell(Html.tag("strong", Html.text("%d\u00a0★", number + 1)), Integer.toString(number + 1))
                        : Cell.count(number + 1));
        search.keys()
                .forEach(key ->
                        row.add(Cell.text(Searched.value(setting.path("values").path(key)))));
        row.add(Cell.count(setting.path("runs")));
        row.add(Cell.count(setting.path("failed")));
        figures.forEach(figure -> row.add(
                spread(setting.path(figure.part()).path(figure.quantity().name()), figure.quantity())));
        return row;
    }

    private static Cell spread(JsonNode statistics, Quantity quantity) {
        JsonNode mean = statistics.path("mean");
        JsonNode half = statistics.path("confidence95");
        if (!mean.isNumber() || !half.isNumber()) {
            return Quantities.cell(quantity, mean);
        }
        return new Cell(Html.text(Quantities.interval(quantity, statistics)), mean.asString());
    }

    /// The chosen one first, then by what it was chosen by; settings without a figure come last.
    private static List<JsonNode> sorted(Searched search) {
        int sign = search.rises() ? -1 : 1;
        return search.settings().stream()
                .sorted(Comparator.<JsonNode, Boolean>comparing(setting -> !setting.equals(search.chosen()))
                        .thenComparingDouble(setting -> sign
                                * search.statistics(setting).path("mean").asDouble(sign * Double.POSITIVE_INFINITY)))
                .toList();
    }

    /// The best first.
    private static Html chart(Searched search, Chapter chapter) {
        Comparator<JsonNode> order = Comparator.comparingDouble(
                setting -> search.statistics(setting).path("mean").asDouble());
        List<JsonNode> measured = search.settings().stream()
                .filter(setting -> search.statistics(setting).path("mean").isNumber())
                .sorted(search.rises() ? order.reversed() : order)
                .limit(MOST_DRAWN)
                .toList();
        if (measured.isEmpty()) {
            return Html.NOTHING;
        }
        List<Setting> rows = measured.stream()
                .map(setting -> new Setting(
                        "%d: %s".formatted(search.settings().indexOf(setting) + 1, search.name(setting.path("values"))),
                        mean(search, setting.path("validation")),
                        mean(search, setting.path("test"))))
                .toList();
        boolean repeated = measured.stream()
                .anyMatch(setting ->
                        search.statistics(setting).path("confidence95").isNumber());
        String which = measured.size() < search.settings().size()
                ? "the best %d settings".formatted(measured.size())
                : "every setting";
        String what = "%s of %s%s, the best %s first"
                .formatted(search.quantity().words(), which, repeated ? " with 95 % intervals" : "", search.figure());
        Measure measure = Quantities.axis(search.quantity(), false);
        return chapter.chart(new Settings(what, measure, rows), what + "; the table of settings gives the numbers.");
    }

    /// Null where the part was not measured.
    private static Mean mean(Searched search, JsonNode part) {
        JsonNode statistics = part.path(search.measure());
        if (!statistics.path("mean").isNumber()) {
            return null;
        }
        Ends ends = Searched.ends(statistics, search.quantity());
        return new Mean(statistics.path("mean").asDouble(), ends.low(), ends.high());
    }
}
