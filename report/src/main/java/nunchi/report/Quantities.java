package nunchi.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.record.MetricRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Measure;
import nunchi.statistics.MeanInterval;
import nunchi.text.Numbers;

/// How the metrics of a run's or a search's files are shown to a person, by their names there.
///
/// @param described somebody's own metrics, as the folder's `result.json` has them
record Quantities(SequencedMap<String, MetricRecord> described) {
    /// Of Nunchi's own metrics alone.
    static final Quantities KNOWN = new Quantities(new LinkedHashMap<>());

    static Quantities of(Folder folder) {
        return new Quantities(folder.metrics());
    }

    /// @param name without its part: `f1`
    /// @return nothing of a metric that nobody describes
    Optional<Quantity> find(String name) {
        return MetricRecord.find(described, name);
    }

    /// One that nobody describes is shown as it is named.
    Quantity of(String name) {
        return find(name).orElseGet(() -> new Quantity(name, name, Direction.MIN, ""));
    }

    /// @param key the journal's: `val_accuracy`
    Quantity ofKey(String key) {
        return of(key.replaceFirst("^(val|test)_", ""));
    }

    /// `val_accuracy` is "validation accuracy", `loss` "training loss".
    String inWords(String key) {
        String part = key.startsWith("val_") ? "validation" : key.startsWith("test_") ? "test" : "training";
        return part + " " + lowered(ofKey(key).words());
    }

    /// Within a sentence: abbreviations stay as they are.
    static String lowered(String words) {
        return words.matches("\\p{Lu}\\p{Ll}.*")
                ? words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1)
                : words;
    }

    /// What a chart is told of a metric.
    static Measure axis(Quantity quantity, boolean logarithmic) {
        return new Measure(quantity.name(), quantity.isShare(), quantity.direction() == Direction.MAX, logarithmic);
    }

    /// The same over the epochs: logarithmic where a linear axis would show nothing but a corner of these curves.
    static Measure axis(Quantity quantity, List<Curve> curves) {
        return axis(
                quantity,
                (quantity.isShare() || quantity.equals(Quantity.LOSS)) && Curve.areWide(curves, quantity.isShare()));
    }

    /// A mean with its 95 % interval.
    static String interval(Quantity quantity, StatisticsRecord statistics) {
        return quantity.isShare()
                ? MeanInterval.percent(statistics.mean(), statistics.confidence95())
                : SearchSummary.interval(statistics, quantity).inWords(value -> text(quantity, value));
    }

    /// `95.28 %`, `0.1234`, `3.2 days`.
    static String text(Quantity quantity, double value) {
        String unit = quantity.unit().isEmpty() ? "" : " " + quantity.unit();
        return quantity.isShare() ? Numbers.percent(value) : Numbers.loss(value) + unit;
    }

    /// @param value NaN where there is none
    static Cell cell(Quantity quantity, double value) {
        if (quantity.isShare()) {
            return Cell.percent(value);
        }
        return Double.isNaN(value) || quantity.unit().isEmpty()
                ? Cell.loss(value)
                : new Cell(Html.text(text(quantity, value)), Double.toString(value));
    }
}
