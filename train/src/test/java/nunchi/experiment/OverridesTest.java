package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final Experiment BEFORE = new Experiment(
            "a",
            new DataSettings("digits"),
            List.of(new Dense(80), new Dense(10)),
            new SoftmaxCrossEntropy(),
            new Sgd(0.1),
            new TrainSettings(3));

    private static Experiment with(String... settings) {
        return new ExperimentFile().with(BEFORE, List.of(settings));
    }

    @Test
    void singleValuesAreChangedByTheirPaths() {
        Experiment after =
                with("model.0.dense.units=512", "optimizer.sgd.learningRate=1e-4", "train.epochs=9", "seed=7");
        assertThat(after.learner().model()).containsExactly(new Dense(512), new Dense(10));
        assertThat(after.learner().optimizer()).isEqualTo(new Sgd(1e-4));
        assertThat(after.train().epochs()).isEqualTo(9);
        assertThat(after.seed()).isEqualTo(7);
    }

    @Test
    void wholePartsAreExchanged() {
        assertThat(with("model.1=flatten").learner().model()).containsExactly(new Dense(80), new Flatten());
        assertThat(with("optimizer={adam: {learningRate: 0.3}}").learner().optimizer())
                .isEqualTo(new Adam(0.3));
        assertThat(with("train.earlyStopping={monitor: val_loss, patience: 3}")
                        .train()
                        .earlyStopping())
                .isEqualTo(new EarlyStopping(Monitor.VAL_LOSS, 3));
    }

    @Test
    void aStarStandsForEveryElementThatHasWhatFollows() {
        Experiment mixed = new ExperimentFile()
                .with(BEFORE, List.of("model=[dense: 5, flatten, dropout: 0.1, dense: 6, dropout: 0.5]"));
        List<Layer> model = new ExperimentFile()
                .with(mixed, List.of("model.*.dropout.rate=0.2", "model.*.dense.units=9"))
                .learner()
                .model();
        assertThat(model)
                .containsExactly(new Dense(9), new Flatten(), new Dropout(0.2), new Dense(9), new Dropout(0.2));
    }

    @Test
    void nullForEveryLayerOfANameLeavesThemOutAndKeepsThePositionsOfTheOthersUntilTheEnd() {
        assertThat(with("model.*.dense=null", "model.0=batchNorm").learner().model())
                .containsExactly(new BatchNorm());
        assertThat(with("published=[{what: loss, value: 1, source: a}]", "published.*.source=null")
                        .study()
                        .published())
                .containsExactly(new Published("loss", 1));
    }

    @Test
    void nullInPlaceOfALayerLeavesItOut() {
        assertThat(with("model.0=null").learner().model()).containsExactly(new Dense(10));
    }

    @Test
    void aValueMayHoldAnEqualsSign() {
        assertThat(with("title='a=b'").study().title()).isEqualTo("a=b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "train.epoch=3               | at train: unknown key 'epoch'. Did you mean 'epochs'? Known: epochs, evaluateEvery",
                "train.batch=3               | at train: unknown key 'batch'. It belongs under data: data.batch. Known: epochs",
                "train.seed=3                | at train: unknown key 'seed'. It belongs at the top level: seed. Known: epochs",
                "data.units=3                | at data: unknown key 'units'. It belongs under model.0.dense: model.0.dense.units. Known: name",
                "nam=x                       | unknown key 'nam'. Did you mean 'name'?",
                "optimizer.adam.beta1=0.5    | at optimizer: unknown key 'adam'. Known: sgd",
                "model.2.dense.units=5       | model has no '2'; its elements are counted from 0 and there are 2",
                "model.x=flatten             | model has no 'x'",
                "model.-1=flatten            | model has no '-1'",
                "model.*.dropout.rate=0.1    | model has no element with 'dropout.rate'",
                "*=0.1                       | unknown key '*'",
                "train.epochs.x=3            | train.epochs is 3 and has no 'x' in it",
                "train..epochs=3             | at train: unknown key ''",
                "train.epochs                | 'train.epochs' is not a setting; write key.path=value",
                "=3                          | '=3' is not a setting; write key.path=value",
                "train.epochs=               | at train.epochs: no value is given; write null for none",
                "train.epochs=[1             | at train.epochs: line 1, column",
                "train.epochs=0              | at train: epochs is 0; it must be at least 1",
                "train.epochs=ten            | at train.epochs: expected a whole number, but found 'ten'",
            })
    void aSettingThatFitsNowhereIsRefused(String setting, String complaint) {
        assertThatThrownBy(() -> with(setting))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }
}
