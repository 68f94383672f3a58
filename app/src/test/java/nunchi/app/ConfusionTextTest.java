package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Evaluation;
import nunchi.train.Trainer;
import org.junit.jupiter.api.Test;

/// A terminal shows as many lines as a person reads, however many classes there are.
final class ConfusionTextTest {
    /// Two rows of each class with a value that tells nothing, so that the model takes all for one class.
    private static Evaluation evaluation(int classes) {
        int[] labels = IntStream.range(0, 2 * classes).map(row -> row % classes).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj("class %d"::formatted).toList();
        Dataset data = ArrayDataset.labelled("many", Tensor.zeros(Shape.of(2 * classes, 1)), labels, names);
        Experiment experiment = new Experiment(
                "many",
                new DataSettings("many"),
                List.of(new Dense(classes)),
                new SoftmaxCrossEntropy(),
                new Sgd(0),
                new TrainSettings(1));
        return Trainer.train(experiment, new Datasets(data), new ReferenceBackend(), _ -> {})
                .evaluation();
    }

    @Test
    void fiftyClassesHaveALineEach() {
        assertThat(ConfusionText.of(evaluation(50), 100).lines())
                .anyMatch(line -> line.startsWith("class 49 "))
                .noneMatch(line -> line.contains("left out"));
    }

    @Test
    void ofMoreClassesTheMostFrequentConfusionsAreShown() {
        String text = ConfusionText.of(evaluation(120), 200);
        assertThat(text)
                .startsWith(
                        "the confusion matrix of 120 classes is left out, since a terminal shows at most 50; the 50 most frequent of 119");
        assertThat(text.lines().filter(line -> line.matches("class \\d+ +class 0 +2")))
                .hasSize(50);
    }

    /// No matrix is counted of so many, and its confusions are shown nevertheless.
    @Test
    void ofClassesWithoutAMatrixTheConfusionsAreShownToo() {
        Evaluation evaluation = evaluation(1200);
        assertThat(evaluation.confusion()).isEmpty();
        assertThat(ConfusionText.of(evaluation, 100).lines().filter(line -> line.matches("class \\d+ +class 0 +2")))
                .hasSize(50);
    }
}
