package nunchi.report;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Spread;
import nunchi.report.page.Chart.Trial;
import nunchi.statistics.MeanDifference;
import nunchi.statistics.MeanInterval;
import nunchi.statistics.Statistics;
import nunchi.text.Numbers;

/// How much the same experiment varies from seed to seed.
final class SpreadSection implements ReportSection {
    @Override
    public String title() {
        return "Spread over the seeds";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        if (SearchSummary.of(folder).hasSeveral()) {
            return Html.NOTHING;
        }
        Html sentence =
                setting(folder).map(setting -> sentence(folder, setting)).orElse(Html.NOTHING);
        return Html.join(
                sentence, SeedDependentSplits.note(folder), compared(folder), table(folder), chart(folder, chapter));
    }

    /// The only one.
    private static Optional<SettingRecord> setting(Folder folder) {
        return folder.search().settings().stream().findFirst();
    }

    private static Optional<StatisticsRecord> accuracy(SettingRecord setting) {
        return setting.statistics(Split.TEST, EpochRecord.ACCURACY).filter(accuracy -> !Double.isNaN(accuracy.mean()));
    }

    private static Html sentence(Folder folder, SettingRecord setting) {
        if (setting.runs() == null || accuracy(setting).isEmpty()) {
            return Html.NOTHING;
        }
        StatisticsRecord accuracy = accuracy(setting).get();
        StringBuilder text = new StringBuilder(unfinished(folder))
                .append("%s, each with a seed of its own%s: mean test accuracy %s"
                        .formatted(
                                Numbers.count(setting.runs(), "run"),
                                failed(setting),
                                MeanInterval.percent(accuracy.mean(), accuracy.confidence95())));
        if (!Double.isNaN(accuracy.confidence95())) {
            text.append(" (95 % interval of the mean)");
        }
        if (!Double.isNaN(accuracy.minimum()) && !Double.isNaN(accuracy.maximum())) {
            text.append(range(folder, accuracy.minimum(), accuracy.maximum()));
        }
        return Html.tag(
                "p", Attributes.of("class", "lead"), Html.text(text.append('.').toString()));
    }

    /// Of a search that was interrupted; empty where all trainings have ended.
    static String unfinished(Folder folder) {
        Integer planned = folder.search().planned();
        int ended = folder.search().trials().size();
        return planned == null || ended >= planned
                ? ""
                : "This search has not ended: %s of %s are done. "
                        .formatted(Numbers.count(ended), Numbers.count(planned, "training"));
    }

    private static String failed(SettingRecord setting) {
        return setting.failures() == 0
                ? ""
                : " (%s more failed and are left out of all statistics)".formatted(Numbers.count(setting.failures()));
    }

    /// Our trainings against the published ones, where each of these is known.
    private static Html compared(Folder folder) {
        double[] ours = ours(folder, "accuracy");
        double[] theirs = theirs(folder, "accuracy");
        if (Math.min(ours.length, theirs.length) < 2) {
            return Html.NOTHING;
        }
        MeanDifference test = MeanDifference.welch(ours, theirs);
        if (test.isConstant()) {
            return Html.paragraph(("The mean test accuracy differs from the mean of the %d published trainings by %s; "
                            + "neither varies, so nothing tells whether that is chance.")
                    .formatted(theirs.length, Numbers.points(test.difference())));
        }
        double[] interval = {
            100 * (test.difference() - test.confidence95()), 100 * (test.difference() + test.confidence95())
        };
        String verdict =
                interval[0] > 0 || interval[1] < 0 ? "more than the seeds explain" : "no more than the seeds may make";
        return Html.paragraph(
                "The mean test accuracy differs from the mean of the %d published trainings by %s (95 %% interval by Welch: %s to %s): %s."
                        .formatted(
                                theirs.length,
                                Numbers.points(test.difference()),
                                Numbers.fixed(interval[0], 2),
                                Numbers.fixed(interval[1], 2),
                                verdict));
    }

    private static List<Published> published(Folder folder) {
        return Published.of(folder).stream()
                .filter(entry -> entry.isTest() && entry.isAccuracy() && entry.epoch() == 0)
                .toList();
    }

    private static String range(Folder folder, double least, double greatest) {
        StringBuilder text = new StringBuilder(
                ". Single runs reach from %s to %s".formatted(Numbers.percent(least), Numbers.percent(greatest)));
        for (Published entry : published(folder)) {
            String place = entry.value() < least
                    ? "below them all"
                    : entry.value() > greatest ? "above them all" : "within that range";
            text.append(". The published %s is %s".formatted(Numbers.percent(entry.value()), place));
        }
        return text.toString();
    }

    private static Html table(Folder folder) {
        Table table = new Table("Test metrics over all runs")
                .column("Metric")
                .number("Runs")
                .number("Mean")
                .number("Deviation")
                .number("95 % interval of the mean")
                .number("Minimum")
                .number("Maximum");
        for (String measure : List.of("accuracy", "loss")) {
            double[] ours = ours(folder, measure);
            double[] theirs = theirs(folder, measure);
            if (ours.length > 0) {
                table.row(row(measure, measure.equals("accuracy"), Statistics.of(ours)));
            }
            if (theirs.length > 0) {
                table.row(row("published " + measure, measure.equals("accuracy"), Statistics.of(theirs)));
            }
        }
        return table.html();
    }

    private static double[] ours(Folder folder, String measure) {
        return folder.search().trials().stream()
                .mapToDouble(trial -> trial.value(Split.TEST, measure))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double[] theirs(Folder folder, String measure) {
        return Published.ofTrials(folder, "test " + measure).stream()
                .mapToDouble(Published::value)
                .toArray();
    }

    private static List<Cell> row(String name, boolean share, Statistics statistics) {
        return List.of(
                Cell.text(name),
                Cell.count(statistics.runs()),
                figure(share, statistics.mean()),
                distance(share, statistics.deviation()),
                interval(share, statistics),
                figure(share, statistics.minimum()),
                figure(share, statistics.maximum()));
    }

    private static Cell figure(boolean share, double value) {
        return share ? Cell.percent(value) : Cell.loss(value);
    }

    private static Cell distance(boolean share, double value) {
        String shown = share ? Numbers.fixed(100 * value, 2) + " points" : Numbers.loss(value);
        return Double.isNaN(value) ? Cell.text("–") : new Cell(Html.text(shown), Double.toString(value));
    }

    private static Cell interval(boolean share, Statistics statistics) {
        MeanInterval interval = MeanInterval.of(statistics, share);
        DoubleFunction<String> format = share ? Numbers::percent : Numbers::loss;
        return Double.isNaN(interval.half())
                ? Cell.text("–")
                : new Cell(
                        Html.text("%s to %s".formatted(format.apply(interval.low()), format.apply(interval.high()))),
                        Double.toString(interval.half()));
    }

    private static Html chart(Folder folder, Chapter chapter) {
        List<Trial> trials = folder.search().trials().stream()
                .filter(trial -> !Double.isNaN(trial.accuracy(Split.TEST)))
                .map(trial -> new Trial(trial.accuracy(Split.TEST), trial.seed() == null ? 0 : trial.seed()))
                .toList();
        if (trials.isEmpty()) {
            return Html.NOTHING;
        }
        List<Double> published =
                published(folder).stream().map(Published::value).toList();
        List<Trial> publishedTrials = Published.ofTrials(folder, "test accuracy").stream()
                .map(entry -> new Trial(entry.value(), entry.trial()))
                .toList();
        Optional<StatisticsRecord> mean = setting(folder).flatMap(SpreadSection::accuracy);
        String instead = "Test accuracy of each of %s; the table of trials gives the numbers."
                .formatted(Numbers.count(trials.size(), "trial"));
        String caption = "Test accuracy of every trial, with the mean and its 95 % interval"
                + (publishedTrials.isEmpty() ? "" : ", above them the published trainings")
                + (published.isEmpty() ? "" : ", and the published value");
        Spread spread = new Spread(
                caption,
                trials,
                published,
                publishedTrials,
                mean.map(StatisticsRecord::mean).orElse(null),
                mean.map(each -> SearchSummary.ends(each, Quantity.ACCURACY)).orElse(null));
        return chapter.chart(spread, instead);
    }
}
