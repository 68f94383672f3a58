package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.DataSchema;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Evaluation.Answer;
import nunchi.train.Evaluation.ClassMetrics;
import nunchi.weights.Snapshot;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static Evaluation evaluate(Loss loss, int units, float[] weight, Dataset data) {
        Experiment experiment = new Experiment(
                "a", new DataSettings("b"), List.of(new Dense(units)), loss, new Sgd(0.1), new TrainSettings(1));
        Snapshot model = new Snapshot(Map.of(
                "0.dense/weight",
                new Tensor(Shape.of(data.example().size(), units), weight),
                "0.dense/bias",
                Tensor.zeros(Shape.of(units))));
        return Evaluator.evaluate(experiment, model, data.schema(), data, new ReferenceBackend());
    }

    /// The identity as weights: the example is the logits.
    @Test
    void classesAreCountedByTruthAndPrediction() {
        Tensor logits = new Tensor(Shape.of(4, 3), new float[] {2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 2});
        Dataset data = ArrayDataset.labelled("logits", logits, new int[] {0, 1, 1, 1}, List.of("a", "b", "c"));
        Evaluation evaluation = evaluate(new SoftmaxCrossEntropy(), 3, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, data);
        assertThat(evaluation.metrics().accuracy()).isEqualTo(0.5);
        double right = Math.log(Math.exp(2) + 2) - 2;
        assertThat(evaluation.metrics().loss()).isCloseTo((2 * right + 2 * (right + 2)) / 4, within(1e-6));
        assertThat(evaluation.confusion()).containsExactly(List.of(1, 0, 0), List.of(1, 1, 1), List.of(0, 0, 0));
        assertThat(evaluation.perClass().get(0)).isEqualTo(new ClassMetrics("a", 0.5, 1, 2 / 3.0, 1, 2, 1));
        assertThat(evaluation.perClass().get(1)).isEqualTo(new ClassMetrics("b", 1, 1 / 3.0, 0.5, 3, 1, 1));
        assertThat(evaluation.perClass().get(2)).isEqualTo(new ClassMetrics("c", 0, Double.NaN, 0, 0, 1, 0));
        assertThat(evaluation.mistakes()).extracting(Answer::row).containsExactly(2, 3);
        assertThat(evaluation.mistakes().get(1).prediction()).isEqualTo(2);
        assertThat(evaluation.mistakes().get(1).probabilities().get(2))
                .isCloseTo((float) Math.exp(-right), within(1e-6f));
    }

    @Test
    void oneUnitTellsTwoClassesApart() {
        Tensor logits = new Tensor(Shape.of(3, 1), new float[] {-1, 1, 3});
        Dataset data = ArrayDataset.labelled("logits", logits, new int[] {0, 1, 0}, List.of("no", "yes"));
        Evaluation evaluation = evaluate(new BinaryCrossEntropy(), 1, new float[] {1}, data);
        assertThat(evaluation.metrics().accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(evaluation.confusion()).containsExactly(List.of(1, 1), List.of(0, 1));
        assertThat(evaluation.answers().getFirst().probabilities().get(1))
                .isCloseTo((float) (1 / (1 + Math.E)), within(1e-6f));
    }

    @Test
    void aRegressionIsMeasuredByItsDeviations() {
        Tensor examples = new Tensor(Shape.of(3, 1), new float[] {1, 2, 4});
        Tensor targets = new Tensor(Shape.of(3, 1), new float[] {1, 3, 2});
        Evaluation evaluation = evaluate(
                new MeanSquaredError(), 1, new float[] {1}, new ArrayDataset(new DataCard("line"), examples, targets));
        assertThat(evaluation.metrics().hasAccuracy()).isFalse();
        assertThat(evaluation.metrics().loss()).isCloseTo(5 / 3.0, within(1e-9));
        assertThat(evaluation.metrics().metrics()).containsOnlyKeys("mae", "rmse", "r2");
        assertThat(evaluation.metrics().metrics().get("mae")).isCloseTo(1, within(1e-9));
        assertThat(evaluation.metrics().metrics().get("rmse")).isCloseTo(Math.sqrt(5 / 3.0), within(1e-9));
        assertThat(evaluation.metrics().metrics().get("r2")).isCloseTo(1 - 5 / 2.0, within(1e-9));
    }

    @Test
    void dataWhoseTargetsTheLossCannotTakeIsNotMeasured() {
        Dataset numbers = new ArrayDataset(
                new DataCard("line"), Tensor.zeros(Shape.of(3, 1)), new Tensor(Shape.of(3), new float[] {0.5f, 3, 2}));
        assertThatThrownBy(() -> evaluate(new SoftmaxCrossEntropy(), 3, new float[3], numbers))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("softmaxCrossEntropy tells classes apart, but line has none, only numbers; ");
        assertThatThrownBy(() -> evaluate(new BinaryCrossEntropy(), 1, new float[1], numbers))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(
                        "row 1 of the evaluated set of line has the target 3, but binaryCrossEntropy takes 0 for no, 1 for yes");
    }

    @Test
    void moreRowsThanABatchAreAllMeasured() {
        Dataset data = Samples.clouds(300, 5);
        Evaluation evaluation = evaluate(new SoftmaxCrossEntropy(), 3, new float[] {1, 0, -1, 0, 1, -1}, data);
        assertThat(evaluation.answers()).hasSize(300);
        assertThat(evaluation.confusion().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(300);
        long right = evaluation.answers().stream()
                .filter(answer -> answer.truth() == answer.prediction())
                .count();
        assertThat(evaluation.metrics().accuracy()).isEqualTo(right / 300.0);
    }

    @Test
    void weightsOfAnotherModelAreRefused() {
        Experiment experiment = Samples.experiment(Samples.batches(10), new TrainSettings(1));
        assertThatThrownBy(() -> Evaluator.evaluate(
                        experiment,
                        new Snapshot(Map.of()),
                        DataSchema.ANY,
                        Samples.clouds(9, 1),
                        new ReferenceBackend()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("the stored weights lack 0.dense/weight of the experiment's model");
    }
}
