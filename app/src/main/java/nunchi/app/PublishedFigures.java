package nunchi.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nunchi.data.Split;
import nunchi.experiment.Published;
import nunchi.record.RunRecord;
import nunchi.run.History;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent.EpochEnded;

/// What others published beside what a run gave.
final class PublishedFigures {
    private PublishedFigures() {}

    /// One row for each published figure; a dash where the run has no such.
    static String table(List<Published> published, Path run, int width) {
        RunRecord result = RunRecord.read(run);
        List<EpochEnded> epochs = History.read(run);
        TextTable table = new TextTable("lrr").head("", "published", "here");
        for (Published each : published) {
            boolean accuracy = each.what().endsWith("accuracy");
            double ours = figures(each, result, epochs)
                    .map(figures -> accuracy ? figures.accuracy() : figures.loss())
                    .orElse(Double.NaN);
            String name =
                    each.epoch() == null ? each.what() : "%s after epoch %,d".formatted(each.what(), each.epoch());
            table.row(name, format(accuracy, each.value()), format(accuracy, ours));
        }
        return table.fitted(width);
    }

    /// Without a part it is training's; without an epoch it is the end's.
    private static Optional<MetricValues> figures(Published wanted, RunRecord result, List<EpochEnded> epochs) {
        boolean test = wanted.what().startsWith("test");
        boolean validation = wanted.what().startsWith("val");
        if (wanted.epoch() == null) {
            return result.figures(test ? Split.TEST : validation ? Split.VALIDATION : Split.TRAIN);
        }
        return epochs.stream()
                .filter(epoch -> epoch.epoch() == wanted.epoch())
                .findFirst()
                .map(ended -> test ? ended.test() : validation ? ended.validation() : ended.running());
    }

    private static String format(boolean accuracy, double value) {
        return accuracy ? Numbers.percent(value) : Numbers.loss(value);
    }
}
