package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.TopK;
import nunchi.optimizer.Adam;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What is said of outputs and of figures of them that can tell nothing.
final class IdleOutputsTest {
    private static final Splits PARTS = new Splits(new ArrayDataset(
            new DataCard("two", "a", "b"),
            new Tensor(Shape.of(2, 3), new float[6]),
            new Tensor(Shape.of(2), new float[] {0, 1})));

    private static Experiment experiment(Activation last, TrainSettings train) {
        return new Experiment(
                "x",
                new DataSettings("two"),
                List.of(new Dense(2, last)),
                new SoftmaxCrossEntropy(),
                new Adam(0.1),
                train);
    }

    @Test
    void anAccuracyOfAsManyGuessesAsThereAreClassesIsRefused() {
        assertThatThrownBy(() -> Trainer.check(
                        experiment(new Linear(), new TrainSettings(1).withMetrics(new TopK())), PARTS, null))
                .hasMessageContaining("metrics has top5, which is always 1 with 2 classes");
        assertThatThrownBy(() -> Trainer.check(
                        experiment(new Linear(), new TrainSettings(1).withMetrics(new TopK(2))), PARTS, null))
                .hasMessageContaining("top2");
        assertThatCode(() -> Trainer.check(
                        experiment(new Linear(), new TrainSettings(1).withMetrics(new TopK(1))), PARTS, null))
                .doesNotThrowAnyException();
    }

    @Test
    void anActivationBeforeACrossEntropyIsNoted() {
        for (Activation bound : List.of(new Relu(), new Sigmoid(), new Tanh())) {
            assertThat(Trainer.notes(experiment(bound, new TrainSettings(1)), PARTS))
                    .singleElement()
                    .asString()
                    .startsWith("the model ends in "
                            + bound.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .contains("softmaxCrossEntropy takes logits");
        }
        assertThat(Trainer.notes(experiment(new Linear(), new TrainSettings(1)), PARTS))
                .isEmpty();
    }
}
