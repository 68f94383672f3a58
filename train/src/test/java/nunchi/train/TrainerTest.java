package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.Batches;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Subset;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.TrainSettings;
import nunchi.init.Normal;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Residual;
import nunchi.layer.Scale;
import nunchi.layer.Standardize;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.Auc;
import nunchi.metric.R2;
import nunchi.metric.TopK;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TrainerTest {
    /// Twenty rows of ones in three classes, one of which holds a value that is no number.
    private record Holed(int hole) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("holed", "a", "b", "c");
        }

        @Override
        public Shape example() {
            return Shape.of(2);
        }

        @Override
        public int size() {
            return 20;
        }

        @Override
        public void example(int row, float[] into, int offset) {
            into[offset] = 1;
            into[offset + 1] = row == hole ? Float.NaN : 1;
        }

        @Override
        public void target(int row, float[] into, int offset) {
            into[offset] = row % 3;
        }
    }

    private final List<TrainingEvent> events = new ArrayList<>();

    private Trained train(Experiment experiment, Datasets parts) {
        events.clear();
        return Trainer.train(experiment, parts, new ReferenceBackend(), events::add);
    }

    private List<TrainingEvent.EpochEnded> epochs() {
        return events.stream()
                .filter(TrainingEvent.EpochEnded.class::isInstance)
                .map(TrainingEvent.EpochEnded.class::cast)
                .toList();
    }

    @Test
    void aNetworkLearnsToTellCloudsApart() {
        Trained trained = train(Samples.experiment(Samples.batches(10), new TrainSettings(30)), Samples.parts());
        assertThat(trained.status()).isEqualTo(Status.FINISHED);
        assertThat(trained.epochs()).isEqualTo(30);
        assertThat(trained.test().accuracy()).isGreaterThan(0.9);
        assertThat(trained.test().loss()).isLessThan(0.3);
        assertThat(trained.speed().imagesPerSecond()).isPositive();
        assertThat(trained.speed().millisecondsPerStep()).isPositive();
        assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started("clouds", 1, 50, 10, 5, 30, 0));
        assertThat(events.getLast()).isEqualTo(new TrainingEvent.Finished(trained));
        assertThat(epochs()).hasSize(30);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        Experiment experiment = Samples.experiment(Samples.batches(12), new TrainSettings(3));
        Map<String, Tensor> first = train(experiment, Samples.parts()).weights().tensors();
        Map<String, Tensor> again = train(experiment, Samples.parts()).weights().tensors();
        Map<String, Tensor> other =
                train(experiment.withSeed(2), Samples.parts()).weights().tensors();
        assertThat(first).containsOnlyKeys("0.dense/weight", "0.dense/bias", "1.dense/weight", "1.dense/bias");
        first.forEach((name, tensor) -> assertThat(again.get(name).values()).containsExactly(tensor.values()));
        assertThat(other.get("0.dense/weight").values())
                .isNotEqualTo(first.get("0.dense/weight").values());
    }

    @Test
    void theRunningLossIsTheMeanOverTheRowsBeforeTheirSteps() {
        DataSettings one = new DataSettings("clouds").withBatch(50).withShuffle(false);
        Trained trained = train(Samples.experiment(one, new TrainSettings(2)), Samples.parts());
        Trained earlier = train(Samples.experiment(one, new TrainSettings(1)), Samples.parts());
        Trained twice = train(Samples.experiment(one, new TrainSettings(2)), Samples.parts());
        assertThat(epochs().get(1).running().loss()).isCloseTo(earlier.train().loss(), within(1e-6));
        assertThat(twice.train()).isEqualTo(trained.train());
    }

    @Test
    void classWeightsAndMetricsThatDoNotFitTheDataAreRefused() {
        TrainSettings two = new TrainSettings(1).withClassWeights(new ClassWeights.Explicit(List.of(1.0, 2.0)));
        assertThatThrownBy(() -> train(Samples.experiment(Samples.batches(10), two), Samples.parts()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("classWeights has 2 weights but clouds has 3 classes; give one for each");
        TrainSettings errors = new TrainSettings(1).withMetrics(new R2());
        assertThatThrownBy(() -> train(Samples.experiment(Samples.batches(10), errors), Samples.parts()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("metrics has r2, which is of predicted numbers, but clouds has classes");
    }

    @Test
    void metricsAskedForAreMeasuredAfterEveryEpochAndAtTheEnd() {
        Trained trained = train(
                Samples.experiment(Samples.batches(10), new TrainSettings(2).withMetrics(new TopK(2), new Auc())),
                Samples.parts());
        assertThat(epochs())
                .allSatisfy(ended -> assertThat(ended.validation().metrics()).containsOnlyKeys("top2", "auc"));
        assertThat(epochs().getFirst().running().metrics()).isEmpty();
        assertThat(trained.test().metrics()).containsOnlyKeys("top2", "auc");
        assertThat(trained.evaluation().metrics().metrics()).containsKeys("top2", "auc", "f1", "log_loss");
        assertThat(trained.evaluation().metrics().accuracy())
                .isEqualTo(trained.test().accuracy());
    }

    @Test
    void anIncompleteBatchIsTrainedOrDropped() {
        DataSettings dropping = new DataSettings("clouds").withBatch(20).withDropLast(true);
        train(Samples.experiment(dropping, new TrainSettings(1)), Samples.parts());
        assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started("clouds", 1, 40, 20, 2, 1, 0));
        train(Samples.experiment(Samples.batches(20), new TrainSettings(1)), Samples.parts());
        assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started("clouds", 1, 50, 20, 3, 1, 0));
    }

    @Test
    void partsAreMeasuredWhenAskedAndInTheLastEpoch() {
        train(
                Samples.experiment(
                        Samples.batches(10),
                        new TrainSettings(5).withEvaluateEvery(2).withEvaluateTest(true)),
                Samples.parts());
        assertThat(epochs())
                .extracting(ended -> ended.validation() != null)
                .containsExactly(false, true, false, true, true);
        assertThat(epochs()).extracting(ended -> ended.test() != null).containsExactly(false, true, false, true, true);
        train(Samples.experiment(Samples.batches(10), new TrainSettings(2)), new Datasets(Samples.clouds(50, 1)));
        assertThat(epochs()).allSatisfy(ended -> assertThat(ended.validation()).isNull());
    }

    @Test
    void earlyStoppingRestoresTheBestWeights() {
        EarlyStopping stopping = new EarlyStopping(Monitor.VAL_LOSS, 2, 0, true, EarlyStopping.Convention.KERAS);
        Trained trained = train(
                Samples.experiment(Samples.batches(5), new TrainSettings(200).withEarlyStopping(stopping), 6),
                Samples.parts());
        assertThat(trained.status()).isEqualTo(Status.STOPPED_EARLY);
        assertThat(trained.epochs()).isEqualTo(trained.best().epoch() + 2);
        assertThat(trained.weights())
                .isSameAs(trained.kept().best())
                .isNotSameAs(trained.kept().last());
        assertThat(trained.validation().loss()).isCloseTo(trained.best().value(), within(1e-6));
        assertThat(epochs().getLast().validation().loss())
                .isGreaterThan(trained.best().value());
    }

    @Test
    void withoutRestoringTheLastWeightsStay() {
        EarlyStopping stopping = new EarlyStopping(Monitor.VAL_LOSS, 2);
        Trained trained = train(
                Samples.experiment(Samples.batches(5), new TrainSettings(200).withEarlyStopping(stopping), 6),
                Samples.parts());
        assertThat(trained.kept().restored()).isFalse();
        assertThat(trained.weights()).isSameAs(trained.kept().last());
        assertThat(trained.validation().loss())
                .isCloseTo(epochs().getLast().validation().loss(), within(1e-6));
    }

    @Test
    void preprocessingIsFittedInOrderAndStoredWithTheModel() {
        DataSettings data = new DataSettings("clouds").withBatch(10).withPreprocess(new Scale(2), new Standardize());
        Trained trained = train(Samples.experiment(data, new TrainSettings(1)), Samples.parts());
        double sum = 0;
        float[] point = new float[2];
        for (int row = 0; row < 50; row++) {
            Samples.parts().train().example(row, point, 0);
            sum += point[0] / 2;
        }
        assertThat(trained.weights()
                        .tensors()
                        .get("preprocess.1.standardize/mean")
                        .values()[0])
                .isCloseTo((float) (sum / 50), within(1e-5f));
        assertThat(trained.weights().tensors()).containsKeys("preprocess.1.standardize/deviation", "0.dense/weight");
    }

    @Test
    void aFittedLayerThatCannotBeReachedIsRefused() {
        Experiment hidden = new Experiment(
                "a",
                Samples.batches(10),
                List.of(new Residual(new Standardize()), new Dense(3)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1));
        assertThatThrownBy(() -> train(hidden, Samples.parts()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("standardize inside 0.residual cannot be fitted");
    }

    @Test
    void labelsThatTheLastLayerCannotTellAreRefusedWithTheNumbers() {
        Experiment narrow = new Experiment(
                "a",
                Samples.batches(10),
                List.of(new Dense(2)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1));
        assertThatThrownBy(() -> train(narrow, Samples.parts()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("labels go to 2 but the model's last layer has 2 units; give it 3");
        assertThat(events).isEmpty();
    }

    @Test
    void aBatchLargerThanTheDataIsOneOfAllRows() {
        train(Samples.experiment(Samples.batches(51), new TrainSettings(2)), Samples.parts());
        TrainingEvent.Started started = (TrainingEvent.Started) events.getFirst();
        assertThat(started.batch()).isEqualTo(50);
        assertThat(started.steps()).isEqualTo(1);
    }

    @Test
    void aMonitorWithoutItsPartIsRefused() {
        TrainSettings watching = new TrainSettings(1).withEarlyStopping(new EarlyStopping(Monitor.VAL_ACCURACY, 1));
        assertThatThrownBy(() ->
                        train(Samples.experiment(Samples.batches(10), watching), new Datasets(Samples.clouds(50, 1))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("earlyStopping.monitor is val_accuracy but there is no validation set");
    }

    @Test
    void aLossThatIsNoNumberStopsTrainingAndNamesTheLayer() {
        Experiment wild = new Experiment(
                "wild",
                Samples.batches(10),
                List.of(new Dense(8, new Relu(), new Normal(0, 100)), new Dropout(0.1), new Dense(3)),
                new SoftmaxCrossEntropy(),
                new Sgd(1e30),
                new TrainSettings(5));
        assertThatThrownBy(() -> train(wild, Samples.parts()))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageMatching(
                        "the loss is not finite in epoch 1 at step [2-4] of 5: the first layer to fail is (0|2)\\.dense: .*"
                                + "usual causes are a learning rate that is too large, .*");
        assertThat(events.getLast()).isInstanceOf(TrainingEvent.Failed.class);
    }

    @Test
    void anExampleThatIsNoNumberIsNamedByItsRow() {
        Datasets parts = new Datasets(new Holed(13));
        assertThatThrownBy(() -> train(Samples.experiment(Samples.batches(5), new TrainSettings(1)), parts))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("row 13 of the training data has ");
    }

    @Test
    void aSubsetIsTrainedLikeAnyData() {
        Datasets subset = new Datasets(new Subset(Samples.clouds(60, 1), 1, 2, 3, 10, 11, 12));
        assertThat(Batches.everyRow(subset.train(), 4).count()).isEqualTo(2);
        assertThat(train(Samples.experiment(Samples.batches(6), new TrainSettings(2)), subset)
                        .epochs())
                .isEqualTo(2);
    }
}
