package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.report.RunComparison.Compared;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Curves;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// A page on several runs: their curves in one chart each, their figures, and what differs in their experiments.
final class ComparisonPage {
    private static final int FEW = 6;

    private ComparisonPage() {}

    static Html body(RunComparison comparison, Chapter chapter) {
        Html notes = Html.join(comparison.notes().stream().map(Html::paragraph).toList());
        return Html.join(
                chapter.section("Metrics", figures(comparison)),
                chapter.section("What differs", Html.join(differences(comparison), notes)),
                chapter.section("Curves", curves(comparison, chapter)));
    }

    /// What is said of a run as a whole.
    private static List<Cell> whole(Compared run) {
        RunRecord result = run.result();
        BestRecord best = result.best();
        return new ArrayList<>(List.of(
                Cell.text(run.label()),
                Cell.text(run.name()),
                Cell.text(run.status()),
                Cell.text(Objects.toString(run.seed(), "–")),
                Cell.count(run.parameters()),
                Cell.count(result.epochs()),
                Cell.count(best == null ? null : best.epoch()),
                Cell.seconds(result.seconds())));
    }

    private static Html figures(RunComparison comparison) {
        Table table = new Table("The final model of every run")
                .sortable()
                .column("Run")
                .column("Name")
                .column("Status")
                .number("Seed")
                .number("Parameters")
                .number("Epochs")
                .number("Best epoch")
                .number("Time");
        List<Split> parts = comparison.parts();
        parts.forEach(part -> {
            String name = Words.capital(Words.part(part));
            comparison
                    .quantities()
                    .forEach(quantity -> table.number(name + " " + Quantities.lowered(quantity.words())));
        });
        for (Compared run : comparison.runs()) {
            RunRecord result = run.result();
            List<Cell> row = whole(run);
            parts.forEach(part -> comparison
                    .quantities()
                    .forEach(quantity -> row.add(Quantities.cell(quantity, result.value(part, quantity.name())))));
            table.row(row);
        }
        return table.html();
    }

    private static Html differences(RunComparison comparison) {
        if (comparison.differences().isEmpty()) {
            return Html.paragraph("The experiments are the same.");
        }
        boolean few = comparison.runs().size() <= FEW;
        List<Map.Entry<String, List<String>>> differing =
                List.copyOf(comparison.differences().entrySet());
        List<String> keys = differing.stream().map(Map.Entry::getKey).toList();
        List<String> labels = comparison.runs().stream().map(Compared::label).toList();
        Table table = new Table("Settings that are not the same in all runs").column(few ? "Setting" : "Run");
        (few ? labels : keys).forEach(table::column);
        for (int i = 0; i < (few ? keys : labels).size(); i++) {
            int row = i;
            List<Cell> cells = new ArrayList<>(List.of(few ? Cell.code(keys.get(row)) : Cell.text(labels.get(row))));
            List<String> values = few
                    ? differing.get(row).getValue()
                    : differing.stream().map(each -> each.getValue().get(row)).toList();
            values.forEach(value -> cells.add(Cell.text(value)));
            table.row(cells);
        }
        return table.html();
    }

    private static Html curves(RunComparison comparison, Chapter chapter) {
        List<Html> charts = Stream.of(Split.values())
                .flatMap(part ->
                        comparison.quantities().stream().map(quantity -> chart(comparison, part, quantity, chapter)))
                .toList();
        return charts.stream().allMatch(Html::isEmpty)
                ? Html.NOTHING
                : Html.join(
                        colours(comparison).html("run"),
                        Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)));
    }

    /// Runs are ranked by the first figure that two of them have.
    private static LineColours colours(RunComparison comparison) {
        List<String> labels = comparison.runs().stream().map(Compared::label).toList();
        return Stream.of(Split.VALIDATION, Split.TEST, Split.TRAIN)
                .flatMap(part -> Stream.of(Quantity.ACCURACY, Quantity.LOSS)
                        .map(quantity -> new LineColours(
                                labels,
                                Words.part(part) + " " + quantity.name(),
                                quantity,
                                comparison.runs().stream()
                                        .map(run -> run.result().value(part, quantity.name()))
                                        .toList())))
                .filter(LineColours::areRanked)
                .findFirst()
                .orElse(new LineColours(labels, "", Quantity.LOSS, Collections.nCopies(labels.size(), Double.NaN)));
    }

    private static Html chart(RunComparison comparison, Split part, Quantity quantity, Chapter chapter) {
        String key = EpochRecord.prefix(part) + quantity.name();
        List<Optional<Curve>> all = comparison.runs().stream()
                .map(run -> Curve.of(run.label(), key, run.epochs()))
                .toList();
        List<Curve> curves = all.stream().flatMap(Optional::stream).toList();
        if (curves.isEmpty()) {
            return Html.NOTHING;
        }
        LineColours colours = colours(comparison);
        List<Series> series = IntStream.range(0, all.size())
                .boxed()
                .flatMap(run -> all.get(run).map(curve -> colours.line(run, curve)).stream())
                .toList();
        String caption = Words.capital(Words.part(part)) + " " + Quantities.lowered(quantity.words()) + " by epoch";
        return chapter.chart(
                new Curves(caption, Quantities.axis(quantity, curves), series, colours.scale()),
                caption + " of " + Numbers.count(curves.size(), "run"));
    }
}
