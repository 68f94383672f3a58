package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.data.Datasets;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.metric.Direction;
import nunchi.metric.F1;
import nunchi.metric.Metric;
import nunchi.metric.Predictions;
import nunchi.metric.Quantity;
import nunchi.record.RunRecord;
import nunchi.report.Report;
import nunchi.report.RunComparison;
import nunchi.search.SearchListener;
import nunchi.search.SearchResult;
import nunchi.search.Searches;
import nunchi.search.Setting;
import nunchi.train.Best;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent.EpochEnded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Early stopping, plateaus, searches, reports and comparisons follow a metric of one's own as they follow Nunchi's.
public final class OwnMetricTest {
    @TempDir
    private Path folder;

    /// The probability that is not the true class's: less is better. Early epochs make it smaller and late ones larger,
    /// by the sawtooth of a pure function.
    public record Doubt() implements Metric {
        @Override
        public String name() {
            return "doubt";
        }

        @Override
        public String words() {
            return "Mean doubt";
        }

        @Override
        public Direction direction() {
            return Direction.MIN;
        }

        @Override
        public String unit() {
            return "doubts";
        }

        @Override
        public double value(Predictions predictions) {
            double sum = 0;
            for (int row = 0; row < predictions.size(); row++) {
                sum += predictions.probability(row, predictions.data().label(row));
            }
            return Math.abs(sum / predictions.size() - 0.8);
        }
    }

    private static Experiment experiment(TrainSettings train) {
        return Samples.experiment(Samples.batches(10), train.withMetrics(new Doubt(), new F1()));
    }

    private RunOptions options(String name) {
        return new RunOptions()
                .withThreads(1)
                .withOut(folder.resolve(name))
                .withCatalogue(Catalogue.standard().with(Metric.class, List.of(Doubt.class)));
    }

    private static void refused(Experiment experiment, Datasets parts, String message) {
        assertThatThrownBy(() -> nunchi.train.Trainer.check(experiment, parts))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void theBestEpochIsThatWithTheLeastOfAMetricOfWhichLessIsBetter() {
        EarlyStopping stopping = new EarlyStopping(Monitor.validation(new Doubt()), 100).withRestoreBest(true);
        RunResult run =
                Runs.run(experiment(new TrainSettings(12).withEarlyStopping(stopping)), Samples.parts(), options("r"));
        EpochEnded least = History.read(folder.resolve("r")).stream()
                .min(Comparator.comparingDouble(each -> each.validation().value("doubt")))
                .orElseThrow();
        assertThat(least.epoch())
                .as("else the last epoch would be as good an answer")
                .isBetween(2, 11);
        assertThat(run.trained().best())
                .isEqualTo(new Best(
                        least.epoch(),
                        new Monitor("val_doubt"),
                        least.validation().value("doubt")));
        assertThat(run.trained().validation().value("doubt"))
                .as("of the restored weights")
                .isEqualTo(least.validation().value("doubt"));
    }

    @Test
    void earlyStoppingAndAPlateauFollowF1() {
        EarlyStopping stopping = new EarlyStopping(new Monitor("VAL_F1"), 2);
        ReduceOnPlateau plateau = new ReduceOnPlateau(new Monitor("val_f1"), 0.5, 1, 0.5, 0, 0);
        RunResult run = Runs.run(
                experiment(new TrainSettings(200).withEarlyStopping(stopping).withReduceOnPlateau(plateau)),
                Samples.parts(),
                options("f"));
        List<EpochEnded> epochs = History.read(folder.resolve("f"));
        double highest = epochs.stream()
                .mapToDouble(each -> each.validation().value("f1"))
                .max()
                .orElseThrow();
        assertThat(run.trained().best()).isEqualTo(new Best(epochs.size() - 2, new Monitor("val_f1"), highest));
        assertThat(epochs.getLast().learningRate())
                .as("it never rose by more than half")
                .isLessThan(0.5);
    }

    @Test
    void aMetricThatIsNotMeasuredIsRefusedWithThoseThatAre() {
        Experiment own =
                experiment(new TrainSettings(1).withEarlyStopping(new EarlyStopping(new Monitor("val_auc"), 1)));
        refused(
                own,
                Samples.parts(),
                "earlyStopping.monitor is val_auc, which this experiment does not measure; name one of loss, accuracy, val_loss, "
                        + "val_accuracy, val_doubt, val_f1, or add auc to train.metrics and name val_auc");
        Experiment training =
                experiment(new TrainSettings(1).withReduceOnPlateau(new ReduceOnPlateau(new Monitor("doubt"), 0.5, 1)));
        refused(
                training,
                Samples.parts(),
                "reduceOnPlateau.monitor is doubt, which this experiment does not measure; name one of loss, accuracy, val_loss, "
                        + "val_accuracy, val_doubt, val_f1");
        refused(
                experiment(new TrainSettings(1).withEarlyStopping(new EarlyStopping(new Monitor("val_f1"), 1))),
                new Datasets(Samples.clouds(50, 1)),
                "earlyStopping.monitor is val_f1 but there is no validation set; give data a validation split, or name one of loss, accuracy");
    }

    @Test
    void reportAndComparisonShowItsWordsUnitAndDirection() throws IOException {
        RunOptions options = options("a");
        EarlyStopping stopping = new EarlyStopping(Monitor.validation(new Doubt()), 100);
        RunResult run =
                Runs.run(experiment(new TrainSettings(3).withEarlyStopping(stopping)), Samples.parts(), options);
        RunRecord stored = RunRecord.read(folder.resolve("a"));
        assertThat(stored.quantities()).containsExactly(Quantity.of(new Doubt()), Quantity.of(new F1()));
        assertThat(Files.readString(run.folder().file(RunFolder.REPORT)))
                .contains(
                        "Mean doubt by epoch",
                        " doubts",
                        "The best epoch by validation mean doubt",
                        "\"name\":\"doubt\",\"share\":false,\"rises\":false")
                .containsPattern(
                        "(?s)The final model on each split.{0,900}Mean doubt</th>.{0,200}F1 \\(mean of the classes\\)</th>");
        Runs.run(experiment(new TrainSettings(2)).withSeed(2), Samples.parts(), options.withOut(folder.resolve("b")));
        Path page = Report.write(
                RunComparison.of(List.of(folder.resolve("a"), folder.resolve("b"))), folder.resolve("page.html"));
        assertThat(Files.readString(page))
                .contains(
                        "Validation mean doubt by epoch",
                        "Test mean doubt",
                        " doubts",
                        "Test F1 (mean of the classes)");
    }

    @Test
    void aSearchChoosesTheSettingWithTheLeastOfItsObjective() throws IOException {
        SearchSettings rates = new SearchSettings()
                .withGrid("optimizer.sgd.learningRate", 1e-6, 0.5, 0.05)
                .withObjective(Monitor.validation(new Doubt()));
        SearchResult search = Searches.run(
                experiment(new TrainSettings(4)).withSearch(rates),
                Samples.parts(),
                options("s"),
                SearchListener.none());
        Setting least = search.settings().stream()
                .min(Comparator.comparingDouble(setting ->
                        setting.trials().getFirst().result().validation().value("doubt")))
                .orElseThrow();
        assertThat(search.best()).contains(least);
        assertThat(Files.readString(folder.resolve("s/result.json")))
                .contains("\"by\" : \"validation doubt\"", "\"direction\" : \"min\"");
        assertThat(Files.readString(folder.resolve("s/report.html")))
                .contains("its mean validation mean doubt is", "Validation mean doubt of every trial by epoch");
        SearchSettings unknown =
                new SearchSettings().withGrid("optimizer.sgd.learningRate", 0.1).withObjective(new Monitor("val_auc"));
        assertThatThrownBy(() -> Searches.run(
                        experiment(new TrainSettings(1)).withSearch(unknown),
                        Samples.parts(),
                        options("u"),
                        SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "search.objective is val_auc, which this experiment does not measure; name one of loss,");
        assertThat(folder.resolve("u")).doesNotExist();
    }
}
