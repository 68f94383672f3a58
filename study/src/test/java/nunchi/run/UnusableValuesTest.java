package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCard;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.DataSchema;
import nunchi.optimizer.Adam;
import nunchi.search.Searches;
import nunchi.tensor.Shape;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program gives that cannot be used is called by its name and place.
final class UnusableValuesTest {
    @TempDir
    private Path folder;

    /// The digits with one value that is no number.
    private record Broken(Dataset rows) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("own", rows.classes().toArray(String[]::new));
        }

        @Override
        public Shape example() {
            return rows.example();
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public void example(int row, float[] into, int offset) {
            rows.example(row, into, offset);
            if (row == 5) {
                into[offset + 3] = Float.NaN;
            }
        }

        @Override
        public void target(int row, float[] into, int offset) {
            rows.target(row, into, offset);
        }
    }

    private RunOptions options() {
        return new RunOptions().withThreads(1).withOut(folder.resolve("run"));
    }

    private static Experiment experiment(TrainSettings train) {
        return new Experiment(
                "own",
                new DataSettings("own"),
                List.of(new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.001),
                train);
    }

    @Test
    void aValueThatIsNoNumberIsToldByRowAndColumnWithoutAdviceOnTheLearningRate() {
        Datasets broken =
                new Datasets(new Broken(DataCatalogue.standard().load("digits").train()));
        assertThatThrownBy(() -> Runs.run(experiment(new TrainSettings(1)), broken, options()))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining(
                        "row 5 of the training data has NaN in column 3 (counted from 0); put a finite number in its place")
                .satisfies(failed -> assertThat(failed).message().doesNotContain("learning rate"));
    }

    @Test
    void aSearchThatMonitorsAValidationPartItLacksIsRefused() {
        Experiment single = experiment(new TrainSettings(1).withEarlyStopping(new EarlyStopping(Monitor.VAL_LOSS, 3)));
        Experiment search = single.withData(new DataSettings("digits").withTest(new Splitter.Random(0.2)))
                .withSearch(new SearchSettings().withRepeat(2));
        assertThatThrownBy(() -> Searches.run(search, options(), _ -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no validation set");
        assertThatThrownBy(() -> Searches.run(search.withSearch(new SearchSettings()), options(), _ -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no validation set");
    }

    @Test
    void classesOfOneNameAreNotMatched() {
        DataSchema learnt = new DataSchema(List.of("a", "a", "b"), null);
        assertThatThrownBy(() -> DataCatalogue.standard().load("digits").matching(learnt))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> DataCatalogue.standard()
                        .load("digits")
                        .train()
                        .matching(new DataSchema(List.of("0", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), null)))
                .hasMessageContaining("two of the classes that the model learnt have one name");
    }
}
