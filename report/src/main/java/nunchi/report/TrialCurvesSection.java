package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.SearchRecord.TrialRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Curves;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// The curves of all trials, loss and validation, with what was published for the loss.
final class TrialCurvesSection implements ReportSection {
    @Override
    public String title() {
        return "Training";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Html> charts = Stream.of(
                        "loss",
                        "val_loss",
                        "val_accuracy",
                        "val_" + SearchSummary.of(folder).measure())
                .distinct()
                .map(key -> chart(folder, chapter, key))
                .toList();
        if (charts.stream().allMatch(Html::isEmpty)) {
            return Html.NOTHING;
        }
        return Html.join(
                colours(folder).html("trial"),
                Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)),
                ClassWeighting.note(folder),
                published(folder));
    }

    private static List<TrialRecord> trials(Folder folder) {
        return folder.search().trials();
    }

    private static LineColours colours(Folder folder) {
        SearchSummary search = SearchSummary.of(folder);
        return new LineColours(
                trials(folder).stream().map(search::name).toList(),
                search.figure(),
                search.quantity(),
                trials(folder).stream()
                        .map(trial -> trial.value(search.part(), search.measure()))
                        .toList());
    }

    private static Html chart(Folder folder, Chapter chapter, String key) {
        SearchSummary search = SearchSummary.of(folder);
        LineColours colours = colours(folder);
        List<Curve> curves = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        List<TrialRecord> trials = trials(folder);
        for (int number = 0; number < trials.size(); number++) {
            TrialRecord trial = trials.get(number);
            String name = "%s%sseed %d"
                    .formatted(
                            search.name(trial),
                            trial.values().isEmpty() ? "" : ", ",
                            trial.seed() == null ? 0 : trial.seed());
            String place = Objects.requireNonNullElse(trial.folder(), "");
            List<EpochRecord> epochs =
                    place.isEmpty() ? List.of() : folder.inner(place).epochs();
            Optional<Curve> curve = Curve.of(name, key, epochs);
            if (curve.isPresent()) {
                curves.add(curve.get());
                series.add(colours.line(number, curve.get()));
            }
        }
        return curves.isEmpty() ? Html.NOTHING : chart(folder, chapter, key, curves, series);
    }

    private static Html chart(Folder folder, Chapter chapter, String key, List<Curve> curves, List<Series> series) {
        Quantities quantities = Quantities.of(folder);
        Quantity quantity = quantities.ofKey(key);
        List<Point> points = !key.equals("loss")
                ? List.of()
                : losses(folder).stream()
                        .map(entry -> new Point(entry.epoch(), entry.value()))
                        .toList();
        double low = curves.stream().mapToDouble(Curve::last).min().orElseThrow();
        double high = curves.stream().mapToDouble(Curve::last).max().orElseThrow();
        String figure = Words.capital(quantities.inWords(key));
        String instead = "%s by epoch of %s; at the last epoch between %s and %s."
                .formatted(
                        figure,
                        Numbers.count(curves.size(), "trial"),
                        Quantities.text(quantity, low),
                        Quantities.text(quantity, high));
        return chapter.chart(
                new Curves(
                        figure + " of every trial by epoch",
                        Quantities.axis(quantity, curves),
                        true,
                        series,
                        points,
                        null,
                        null,
                        colours(folder).scale()),
                instead);
    }

    private static List<Published> losses(Folder folder) {
        return Published.of(folder).stream()
                .filter(entry -> entry.epoch() > 0 && entry.what().equals("loss"))
                .toList();
    }

    /// The published losses beside the least, the middle and the greatest of the trials.
    private static Html published(Folder folder) {
        Table table = new Table("Published losses beside those of the trials")
                .column("After epoch")
                .number("Published")
                .number("Minimum")
                .number("Median")
                .number("Maximum");
        List<Folder> trials = trials(folder).stream()
                .map(trial -> folder.inner(Objects.requireNonNullElse(trial.folder(), ".")))
                .toList();
        for (Published entry : losses(folder)) {
            double[] ours = trials.stream()
                    .mapToDouble(entry::ours)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            if (ours.length > 0) {
                double median = (ours[(ours.length - 1) / 2] + ours[ours.length / 2]) / 2;
                table.row(
                        Cell.count(entry.epoch()),
                        entry.cell(),
                        Cell.loss(ours[0]),
                        Cell.loss(median),
                        Cell.loss(ours[ours.length - 1]));
            }
        }
        return table.html();
    }
}
