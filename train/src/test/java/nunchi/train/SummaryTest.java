package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Standardize;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static Summary summary(Shape example, List<Layer> preprocess, Layer... model) {
        DataSettings data = new DataSettings("digits").withPreprocess(preprocess);
        return Summary.of(
                new Experiment(
                        "a", data, List.of(model), new SoftmaxCrossEntropy(), new Sgd(0.1), new TrainSettings(1)),
                example);
    }

    @Test
    void layersAreListedWithTheirFormulas() {
        Summary summary =
                summary(Shape.of(64), List.of(new Standardize()), new Dense(80), new BatchNorm(), new Dense(10));
        assertThat(summary.rows())
                .extracting(Summary.Row::path)
                .containsExactly("preprocess.0.standardize", "0.dense", "1.batchNorm", "2.dense");
        assertThat(summary.rows())
                .extracting(row -> row.parameters().formula())
                .containsExactly("2×64", "64×80 + 80", "4×80", "80×10 + 10");
        assertThat(summary.rows()).extracting(row -> row.parameters().count()).containsExactly(128L, 5200L, 320L, 810L);
        assertThat(summary.rows())
                .extracting(row -> row.parameters().trainable())
                .containsExactly(0L, 5200L, 160L, 810L);
        assertThat(summary.parameters()).isEqualTo(6330);
        assertThat(summary.trainable()).isEqualTo(6170);
        assertThat(summary.notTrainable()).isEqualTo(160);
        assertThat(summary.preprocessing()).isEqualTo(128);
    }

    @Test
    void aFrozenLayerHasNothingToBeTrained() {
        Experiment experiment = new Experiment(
                "a",
                new DataSettings("digits"),
                List.of(new Dense(80), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1).withFreeze("0.dense"));
        Summary summary = Summary.of(experiment, Shape.of(64));
        assertThat(summary.rows())
                .extracting(row -> row.parameters().trainable())
                .containsExactly(0L, 810L);
        assertThat(summary.notTrainable()).isEqualTo(5200);
    }

    /// The question about parameters of a network: with and without a flatten before the dense layers.
    @Test
    void aDenseLayerWithoutAFlattenActsOnTheLastAxis() {
        Summary without = summary(Shape.of(23, 23, 32), List.of(), new Dense(256), new Dense(10));
        assertThat(without.rows()).extracting(row -> row.parameters().count()).containsExactly(8_448L, 2_570L);
        assertThat(without.rows())
                .extracting(Summary.Row::output)
                .containsExactly(Shape.of(23, 23, 256), Shape.of(23, 23, 10));
        Summary with = summary(Shape.of(23, 23, 32), List.of(), new Flatten(), new Dense(256), new Dense(10));
        assertThat(with.rows()).extracting(row -> row.parameters().count()).containsExactly(0L, 4_333_824L, 2_570L);
    }

    @Test
    void operationsAreOfOneExample() {
        assertThat(summary(Shape.of(64), List.of(), new Dense(80)).operations()).isEqualTo(2 * 64 * 80 + 80);
    }

    @Test
    void layersThatDoNotFitAreRefusedWithTheirPath() {
        assertThatThrownBy(() -> summary(Shape.of(64), List.of(), new Dense(80), new Reshape(List.of(7))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("at 1.reshape");
    }
}
