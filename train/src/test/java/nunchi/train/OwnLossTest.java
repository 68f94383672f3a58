package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Node;
import nunchi.graph.op.Unary.Softplus;
import nunchi.layer.Dense;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.OutputKind;
import nunchi.metric.LogLoss;
import nunchi.metric.TopK;
import nunchi.model.DataSchema;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;
import org.junit.jupiter.api.Test;

/// Accuracy, answers and probabilities follow from what a loss says of its outputs, and from nothing else of it.
class OwnLossTest {

    /// Binary cross-entropy written anew.
    public record Logistic() implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.LABEL_LOGITS;
        }

        @Override
        public Node perExample(Node output, Node target) {
            Node losses = output.graph().add(new Softplus(), output).minus(target.times(output));
            return losses.mean(1).reshape(Shape.of(output.shape().extent(0)));
        }
    }

    /// Squared errors that are called margins.
    public record Estimates() implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.LABEL_SCORES;
        }

        @Override
        public Node perExample(Node output, Node target) {
            return new MeanSquaredError().perExample(output, target);
        }
    }

    /// Its mean over the batch, which is taken once more outside.
    public record Averaged() implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.VALUES;
        }

        @Override
        public Node perExample(Node output, Node target) {
            return output.minus(target).square().mean(0, 1).reshape(Shape.SCALAR);
        }
    }

    /// `max(0, 1 - y·s)` with y = 2t - 1, declared as margins, or (wrongly) as estimates of the targets.
    public record Hinge(OutputKind output) implements Loss {
        @Override
        public Node perExample(Node output, Node target) {
            Node sign = target.reshape(output.shape()).times(2).plus(-1);
            Node slack = sign.times(output).negate().plus(1);
            Node losses = slack.maximum(output.graph().constant(0).broadcastTo(slack.shape()));
            return losses.mean(1).reshape(Shape.of(output.shape().extent(0)));
        }
    }

    private static Experiment experiment(Loss loss, int units, TrainSettings train) {
        return new Experiment(
                "own", new DataSettings("own").withBatch(16), List.of(new Dense(units)), loss, new Sgd(0.5), train);
    }

    /// One value of each row, which is the logit under a weight of 1.
    private static Evaluation evaluate(Loss loss, Dataset data, float... weights) {
        int units = weights.length;
        Map<String, Tensor> tensors = Map.of(
                "0.dense/weight",
                new Tensor(Shape.of(1, units), weights),
                "0.dense/bias",
                Tensor.zeros(Shape.of(units)));
        return Evaluator.evaluate(
                experiment(loss, units, new TrainSettings(1)),
                new Snapshot(tensors),
                data.schema(),
                data,
                new ReferenceBackend());
    }

    private static Dataset rows(float... values) {
        int[] labels = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            labels[row] = values[row] > 0 ? 1 : 0;
        }
        return ArrayDataset.labelled(
                "rows", new Tensor(Shape.of(values.length, 1), values), labels, List.of("no", "yes"));
    }

    @Test
    void aLogitOfOnesOwnLossIsCutAtZeroAsThatOfTheBuiltInLoss() {
        Dataset data = rows(-2, -0.1f, 0.1f, 0.3f, 0.4f, 2);
        Evaluation own = evaluate(new Logistic(), data, 1);
        assertThat(own.metrics().accuracy()).isEqualTo(1);
        assertThat(own.answers()).allMatch(Evaluation.Answer::right);
        assertThat(own).isEqualTo(evaluate(new BinaryCrossEntropy(), data, 1));
        assertThat(own.metrics().metrics().get("log_loss"))
                .isCloseTo(own.metrics().loss(), within(1e-7));
    }

    @Test
    void theRunningAccuracyOfOnesOwnLossIsThatOfItsAnswers() {
        float[] values = new float[64];
        for (int row = 0; row < values.length; row++) {
            values[row] = (row % 9 - 4.5f) / 20;
        }
        List<Double> accuracies = new ArrayList<>();
        TrainSettings one = new TrainSettings(1);
        Experiment frozen = new Experiment(
                "own",
                new DataSettings("own").withBatch(64),
                List.of(new Dense(1)),
                new Logistic(),
                new Sgd(1e-12),
                one);
        Trained trained = Trainer.train(frozen, new Datasets(rows(values)), new ReferenceBackend(), event -> {
            if (event instanceof TrainingEvent.EpochEnded ended) {
                accuracies.add(ended.running().accuracy());
            }
        });
        long right = trained.evaluation().answers().stream()
                .filter(Evaluation.Answer::right)
                .count();
        assertThat(accuracies).containsExactly(right / 64.0);
        assertThat(trained.train().accuracy()).isEqualTo(right / 64.0);
    }

    /// At 0.5 three of eight would be wrong.
    @Test
    void marginsAreDecidedAtZeroAndAreNoProbabilities() {
        Dataset data = rows(-2, -0.7f, -0.1f, 0.1f, 0.3f, 0.4f, 0.6f, 2);
        Evaluation hinge = evaluate(new Hinge(OutputKind.LABEL_SCORES), data, 1);
        assertThat(hinge.metrics().accuracy()).isEqualTo(1);
        assertThat(hinge.perClass().get(1)).isEqualTo(new Evaluation.ClassMetrics("yes", 1, 1, 1, 5, 5, 5));
        assertThat(hinge.confusion()).isEqualTo(List.of(List.of(3, 0), List.of(0, 5)));
        assertThat(hinge.mistakes()).isEmpty();
        assertThat(hinge.hasCalibration()).isFalse();
        assertThat(hinge.answers().get(1).probabilities()).containsExactly(0.7f, -0.7f);
        assertThat(hinge.metrics().metrics())
                .doesNotContainKey("log_loss")
                .containsEntry("auc", 1.0)
                .containsEntry("precision", 1.0);
    }

    @Test
    void theRunningAccuracyOfMarginsIsDecidedAtZeroToo() {
        Experiment frozen = new Experiment(
                "own",
                new DataSettings("own").withBatch(8),
                List.of(new Dense(1)),
                new Hinge(OutputKind.LABEL_SCORES),
                new Sgd(1e-12),
                new TrainSettings(1));
        Trained trained = Trainer.train(
                frozen, new Datasets(rows(-2, -0.1f, 0.1f, 0.4f, 3, 1, -1, 0.2f)), new ReferenceBackend(), _ -> {});
        long right = trained.evaluation().answers().stream()
                .filter(Evaluation.Answer::right)
                .count();
        assertThat(trained.train().accuracy()).isEqualTo(right / 8.0).isIn(0.0, 1.0);
    }

    @Test
    void marginsOfLabelsAreDecidedOneByOneAtZero() {
        Evaluation logits = evaluate(new BinaryCrossEntropy(), genres(), 1, 2, -3);
        Evaluation margins = evaluate(new Hinge(OutputKind.LABEL_SCORES), genres(), 1, 2, -3);
        assertThat(margins.perClass()).isEqualTo(logits.perClass());
        assertThat(margins.metrics().accuracy()).isEqualTo(9 / 12.0);
    }

    @Test
    void aLossThatContradictsItsKindIsRefused() {
        refused(
                experiment(new Hinge(OutputKind.VALUES), 1, new TrainSettings(1)),
                rows(-1, 1),
                "the loss hinge says by output() that its outputs are VALUES, decided at 0.5, but by its formula yes and no cost the same at 0; "
                        + "declare LABEL_SCORES for margins, or LABEL_LOGITS");
        refused(
                experiment(new Hinge(OutputKind.LABEL_PROBABILITIES), 3, new TrainSettings(1)),
                genres(),
                "the loss hinge says by output() that its outputs are LABEL_PROBABILITIES, decided at 0.5, but by its formula yes and no cost the same at 0; "
                        + "declare LABEL_SCORES for margins, or LABEL_LOGITS");
        refused(
                experiment(new Estimates(), 1, new TrainSettings(1)),
                rows(-1, 1),
                "the loss estimates says by output() that its outputs are LABEL_SCORES, decided at 0, but by its formula yes and no cost the same at 0.5; "
                        + "declare LABEL_PROBABILITIES, or VALUES for estimates of the targets");
    }

    private static Dataset genres() {
        float[] targets = {1, 1, 0, /**/ 0, 1, 0, /**/ 1, 0, 1, /**/ 0, 0, 0};
        return new ArrayDataset(
                new DataCard("genres", "drama", "crime", "war"),
                new Tensor(Shape.of(4, 1), new float[] {2, 1, -1, -3}),
                new Tensor(Shape.of(4, 3), targets));
    }

    /// Labels affirmed are 110, 110, 001, 001, so that three of the twelve are wrong.
    @Test
    void labelsAreDecidedOneByOneAndNotByTheLargest() {
        Evaluation evaluation = evaluate(new BinaryCrossEntropy(), genres(), 1, 2, -3);
        assertThat(evaluation.metrics().accuracy()).isEqualTo(9 / 12.0);
        assertThat(evaluation.perClass().getFirst())
                .isEqualTo(new Evaluation.ClassMetrics("drama", 0.5, 0.5, 0.5, 2, 2, 1));
        assertThat(evaluation.perClass().get(1)).isEqualTo(new Evaluation.ClassMetrics("crime", 1, 1, 1, 2, 2, 2));
        assertThat(evaluation.confusion()).isEmpty();
        assertThat(evaluation.answers()).isEmpty();
        assertThat(evaluation.hasCalibration()).isFalse();
        assertThat(evaluation.metrics().metrics()).doesNotContainKeys("log_loss", "top5");
    }

    @Test
    void valuesThatAreNoProbabilitiesHaveNoCalibration() {
        Evaluation evaluation = evaluate(new MeanSquaredError(), rows(-2, 0.4f, 0.6f, 3), 1);
        assertThat(evaluation.metrics().accuracy()).isEqualTo(0.75);
        assertThat(evaluation.hasCalibration()).isFalse();
        assertThat(evaluation.metrics().metrics()).doesNotContainKey("log_loss").containsKey("auc");
    }

    @Test
    void metricsThatSayNothingOfTheOutputsAreRefused() {
        TrainSettings logs = new TrainSettings(1).withMetrics(new LogLoss());
        refused(
                experiment(new MeanSquaredError(), 1, logs),
                rows(-1, 1),
                "metrics has log_loss, which needs probabilities, but the outputs of a model under meanSquaredError are none; leave it out");
        TrainSettings top = new TrainSettings(1).withMetrics(new TopK(2));
        refused(
                experiment(new BinaryCrossEntropy(), 3, top),
                genres(),
                "metrics has top2, which is not of examples that may have several classes, as those of genres under binaryCrossEntropy; leave it out");
    }

    @Test
    void aLossThatIsNotOneForEachExampleIsRefused() {
        refused(
                experiment(new Averaged(), 1, new TrainSettings(1)),
                rows(-1, 1),
                "the loss averaged gives the shape [], but must give one loss for each example, [2]; take the mean of each example's values, and none over the batch");
    }

    private static void refused(Experiment experiment, Dataset data, String message) {
        assertThatThrownBy(() -> Trainer.train(experiment, new Datasets(data), new ReferenceBackend(), _ -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }
}
