package nunchi.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.Codec;
import nunchi.record.RunRecord;
import nunchi.record.SpeedRecord;
import nunchi.search.Measure;
import nunchi.statistics.MeanInterval;
import nunchi.statistics.Statistics;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// What is printed of a run, or of runs that differ in their seeds alone, when they are done.
final class Results {
    private Results() {}

    static String of(RunRecord result, int width) {
        String table = figures(result).fitted(width);
        SpeedRecord speed = Objects.requireNonNullElse(result.speed(), Codec.empty(SpeedRecord.class));
        return "%s%n%s%n%s, seed %d: %s in %s; %s examples/s, %s a step%nweights  %s%n"
                .formatted(
                        result.name(),
                        table,
                        result.status(),
                        result.seed(),
                        epochs(result),
                        known(speed.seconds(), Numbers::seconds),
                        known(speed.imagesPerSecond(), value -> Numbers.count(Math.round(value))),
                        known(speed.millisecondsPerStep(), value -> Numbers.loss(value) + " ms"),
                        result.weightsSha256());
    }

    /// How many it was trained for; a dash where that is not known.
    static String epochs(RunRecord result) {
        Integer epochs = result.epochs();
        return epochs == null ? "–" : Numbers.count(epochs, "epoch");
    }

    private static String known(double value, DoubleFunction<String> format) {
        return Double.isNaN(value) ? "–" : format.apply(value);
    }

    /// Of each part that there is loss, accuracy where there are classes, and the other metrics.
    private static TextTable figures(RunRecord result) {
        List<Quantity> metrics = result.quantities();
        List<String> head = new ArrayList<>(List.of("", "loss"));
        if (result.figures(Split.TRAIN).filter(MetricValues::hasAccuracy).isPresent()) {
            head.add("accuracy");
        }
        metrics.forEach(quantity -> head.add(quantity.name()));
        TextTable table = new TextTable("l" + "r".repeat(head.size() - 1)).head(head.toArray(String[]::new));
        add(table, "train", result.train(), metrics);
        add(table, "validation", result.validation(), metrics);
        add(table, "test", result.test(), metrics);
        return table;
    }

    private static void add(TextTable table, String part, @Nullable MetricValues figures, List<Quantity> metrics) {
        if (figures != null) {
            List<String> row = new ArrayList<>(List.of(part, Numbers.loss(figures.loss())));
            if (figures.hasAccuracy()) {
                row.add(Numbers.percent(figures.accuracy()));
            }
            metrics.forEach(quantity -> row.add(Numbers.shown(quantity, figures.value(quantity.name()))));
            table.row(row.toArray(String[]::new));
        }
    }

    /// @param runs of one experiment with different seeds, also those that failed
    static String of(String name, List<RunRecord> runs, int width) {
        List<RunRecord> finished = runs.stream().filter(run -> !run.failed()).toList();
        TextTable table = new TextTable("lrrrrr")
                .head(count(finished.size(), runs.size()), "mean", "deviation", "95 % interval", "least", "most");
        for (Split part : Split.values()) {
            Stream<Quantity> further = finished.stream().flatMap(run -> run.quantities().stream());
            Stream.concat(Stream.of(Quantity.LOSS, Quantity.ACCURACY), further)
                    .distinct()
                    .forEach(quantity -> row(table, new Measure(part, quantity), finished));
        }
        return "%s%n%s".formatted(name, table.fitted(width));
    }

    /// From its low end to its high one.
    private static String interval(Measure measure, Statistics statistics, DoubleFunction<String> format) {
        MeanInterval interval = MeanInterval.of(statistics, measure.quantity().isShare());
        return Double.isNaN(interval.half())
                ? "–"
                : "%s to %s".formatted(format.apply(interval.low()), format.apply(interval.high()));
    }

    private static String count(int finished, int all) {
        return finished == all
                ? all == 1 ? "1 run" : all + " runs"
                : "%d of %d runs, %d failed".formatted(finished, all, all - finished);
    }

    private static void row(TextTable table, Measure measure, List<RunRecord> runs) {
        DoubleFunction<String> format = value -> Numbers.shown(measure.quantity(), value);
        double[] values =
                runs.stream().mapToDouble(measure::of).filter(Double::isFinite).toArray();
        if (values.length > 0) {
            Statistics statistics = Statistics.of(values);
            table.row(
                    measure.toString(),
                    format.apply(statistics.mean()),
                    runs.size() < 2 ? "–" : format.apply(statistics.deviation()),
                    interval(measure, statistics, format),
                    format.apply(statistics.minimum()),
                    format.apply(statistics.maximum()));
        }
    }
}
