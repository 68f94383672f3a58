package nunchi.report;

import java.util.List;
import java.util.function.DoubleFunction;
import nunchi.metric.Quantity;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Spread;
import nunchi.report.page.Chart.Trial;
import nunchi.statistics.MeanDifference;
import nunchi.statistics.MeanInterval;
import nunchi.statistics.Statistics;
import tools.jackson.databind.JsonNode;

/// How much the same experiment varies from seed to seed.
final class SpreadSection implements ReportSection {
    @Override
    public String title() {
        return "Spread over the seeds";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        if (Searched.of(folder).hasSeveral()) {
            return Html.NOTHING;
        }
        JsonNode setting = folder.result().path("settings").path(0);
        return Html.join(
                sentence(folder, setting),
                DrawnSplits.note(folder),
                compared(folder),
                table(folder),
                chart(folder, chapter));
    }

    private static Html sentence(Folder folder, JsonNode setting) {
        JsonNode accuracy = setting.path("test").path("accuracy");
        if (!setting.path("runs").isNumber() || !accuracy.path("mean").isNumber()) {
            return Html.NOTHING;
        }
        StringBuilder text = new StringBuilder(unfinished(folder))
                .append("%s, each with a seed of its own%s: mean test accuracy %s"
                        .formatted(
                                Numbers.count(setting.path("runs").asLong(), "run"),
                                failed(setting),
                                MeanInterval.percent(
                                        accuracy.path("mean").asDouble(),
                                        accuracy.path("confidence95").asDouble(Double.NaN))));
        if (accuracy.path("confidence95").isNumber()) {
            text.append(" (95 % interval of the mean)");
        }
        if (accuracy.path("minimum").isNumber() && accuracy.path("maximum").isNumber()) {
            text.append(range(
                    folder,
                    accuracy.path("minimum").asDouble(),
                    accuracy.path("maximum").asDouble()));
        }
        return Html.tag(
                "p", Attributes.of("class", "lead"), Html.text(text.append('.').toString()));
    }

    /// Of a search that was interrupted; empty where all trainings have ended.
    static String unfinished(Folder folder) {
        JsonNode planned = folder.result().path("planned");
        int ended = folder.result().path("trials").size();
        return !planned.isNumber() || ended >= planned.asInt()
                ? ""
                : "This search has not ended: %s of %s are done. "
                        .formatted(Numbers.count(ended), Numbers.count(planned.asLong(), "training"));
    }

    private static String failed(JsonNode setting) {
        long failed = setting.path("failed").asLong(0);
        return failed == 0 ? "" : " (%s more failed and count in no figure)".formatted(Numbers.count(failed));
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
                    .formatted(theirs.length, Published.points(test.difference())));
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
                                Published.points(test.difference()),
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
        Table table = new Table("Test figures over all runs")
                .column("Figure")
                .number("Runs")
                .number("Mean")
                .number("Deviation")
                .number("95 % interval of the mean")
                .number("Least")
                .number("Greatest");
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
        return folder.result()
                .path("trials")
                .valueStream()
                .map(trial -> trial.path("test").path(measure))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
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
        List<Trial> trials = folder.result()
                .path("trials")
                .valueStream()
                .filter(trial -> trial.path("test").path("accuracy").isNumber())
                .map(trial -> new Trial(
                        trial.path("test").path("accuracy").asDouble(),
                        trial.path("seed").asLong(0)))
                .toList();
        if (trials.isEmpty()) {
            return Html.NOTHING;
        }
        List<Double> published =
                published(folder).stream().map(Published::value).toList();
        List<Trial> publishedTrials = Published.ofTrials(folder, "test accuracy").stream()
                .map(entry -> new Trial(entry.value(), entry.trial()))
                .toList();
        JsonNode mean = folder.result().path("settings").path(0).path("test").path("accuracy");
        boolean known = folder.result().path("settings").size() == 1
                && mean.path("mean").isNumber();
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
                known ? mean.path("mean").asDouble() : null,
                known ? Searched.ends(mean, Quantity.ACCURACY) : null);
        return chapter.chart(spread, instead);
    }
}
