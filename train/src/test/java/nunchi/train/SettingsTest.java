package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Generator;
import nunchi.data.ImageForm;
import nunchi.data.Limit;
import nunchi.data.Missing;
import nunchi.data.Reading;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Reshape;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.optimizer.Sgd;
import nunchi.picture.Fit;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Every setting has its effect, or is refused before anything is trained.
class SettingsTest {
    private final List<TrainingEvent> events = new ArrayList<>();

    private Trained train(Experiment experiment, Datasets parts) {
        events.clear();
        return Trainer.train(experiment, parts, new ReferenceBackend(), events::add);
    }

    @Test
    void dataOfAProgramsOwnIsCutAsTheSettingsSay() {
        DataSettings settings = Samples.batches(10)
                .withTest(new Splitter.Random(0.2))
                .withValidation(new Splitter.Random(10))
                .withLimit(new Limit(20, null, 5));
        Datasets whole = new Datasets(Samples.clouds(50, 1));
        Trained trained = train(Samples.experiment(settings, new TrainSettings(1)), whole);
        assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started("clouds", 1, 20, 10, 2, 1, 0));
        assertThat(trained.evaluation().rows()).isEqualTo(5);
        assertThat(trained.validation()).isNotNull();
        Splits cut = settings.cut(whole, 1);
        assertThat(Trainer.train(
                                Samples.experiment(settings, new TrainSettings(1)),
                                cut,
                                new ReferenceBackend(),
                                events::add)
                        .train())
                .isEqualTo(trained.train());
        assertThatThrownBy(() -> train(Samples.experiment(settings, new TrainSettings(1)), Samples.parts()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("clouds has a test set of its own; a test split can only be taken where there is none");
    }

    @Test
    void aPlateauOfWhatIsNotMeasuredIsRefused() {
        TrainSettings watching =
                new TrainSettings(1).withReduceOnPlateau(new ReduceOnPlateau(Monitor.VAL_LOSS, 0.5, 1));
        assertThatThrownBy(() ->
                        train(Samples.experiment(Samples.batches(10), watching), new Datasets(Samples.clouds(50, 1))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "reduceOnPlateau.monitor is val_loss but there is no validation set; give data a validation split, or name one of loss, accuracy");
        TrainSettings accuracy =
                new TrainSettings(1).withReduceOnPlateau(new ReduceOnPlateau(Monitor.ACCURACY, 0.5, 1));
        Dataset line = new ArrayDataset(new DataCard("line"), Tensor.zeros(Shape.of(4, 2)), Tensor.zeros(Shape.of(4)));
        Experiment regression = new Experiment(
                "r", Samples.batches(2), List.of(new Dense(1)), new MeanSquaredError(), new Sgd(0.1), accuracy);
        assertThatThrownBy(() -> train(regression, new Datasets(line)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "reduceOnPlateau.monitor is accuracy, which this experiment does not measure; name one of loss");
    }

    @Test
    void settingsWithoutEffectAreRefused() {
        Datasets alone = new Datasets(Samples.clouds(50, 1));
        DataSettings plain = Samples.batches(10);
        TrainSettings one = new TrainSettings(1);
        refused(
                plain.withPicture(Fit.CROP),
                one,
                alone,
                "data.picture says how images become examples, but those of clouds are not images");
        refused(
                plain.withValidation(new Splitter.KFold(5, 1, false, false, 3L, Generator.NUNCHI)),
                one,
                alone,
                "a kFold split has a seed, but without shuffle");
        refused(plain, one.withEvaluateTest(true), alone, "train.evaluateTest is true but there is no test set");
        refused(
                plain,
                one.withReduceOnPlateau(new ReduceOnPlateau(Monitor.LOSS, 0.5, 1, 0, 0, 1)),
                alone,
                "reduceOnPlateau never lowers the learning rate below");
    }

    @Test
    void aPenaltyOrAConstraintOfNoKernelIsRefused() {
        Experiment bare = new Experiment(
                "b",
                Samples.batches(10),
                List.of(new BatchNorm(), new Reshape(List.of(2))),
                new MeanSquaredError(),
                new Sgd(0.1),
                new TrainSettings(1));
        Dataset pairs =
                new ArrayDataset(new DataCard("pairs"), Tensor.zeros(Shape.of(4, 2)), Tensor.zeros(Shape.of(4, 2)));
        assertThatThrownBy(() -> Trainer.check(bare.withPenalty(new L2(0.1)), new Datasets(pairs)))
                .hasMessageStartingWith("penalty is given, but the model has no kernels");
        assertThatThrownBy(() -> Trainer.check(bare.withConstraint(new MaxNorm(1)), new Datasets(pairs)))
                .hasMessageStartingWith("constraint is given, but the model has no kernels");
    }

    /// A program gives the data itself: keys by which files are read would be ignored.
    @Test
    void keysOfFilesAreRefusedBesideDataOfAProgramsOwn() {
        Datasets alone = new Datasets(Samples.clouds(50, 1));
        DataSettings plain = Samples.batches(10);
        TrainSettings one = new TrainSettings(1);
        for (Reading reading : List.of(
                Reading.PLAIN.withLabel("x"),
                Reading.PLAIN.withTarget("x"),
                Reading.PLAIN.withIgnore("x"),
                Reading.PLAIN.withHeader(true),
                Reading.PLAIN.withMissing(new Missing.Mean()),
                Reading.PLAIN.withCategories("x"))) {
            refused(
                    plain.withReading(reading),
                    one,
                    alone,
                    "data.%s says how a table is read, but the examples of clouds come from no table"
                            .formatted(reading.ofTables().getFirst()));
        }
        refused(
                plain.withReading(Reading.PLAIN.withSkipDamaged(true)),
                one,
                alone,
                "data.skipDamaged is about a folder of images");
        refused(
                plain.withReading(Reading.PLAIN.withImage(new ImageForm(8))),
                one,
                alone,
                "data.image says which form examples have, but those of clouds");
    }

    @Test
    void whatIsNeverMeasuredOrTrainedIsRefused() {
        Datasets alone = new Datasets(Samples.clouds(50, 1));
        TrainSettings one = new TrainSettings(1);
        refused(
                Samples.batches(10),
                one.withEvaluateEvery(2),
                alone,
                "train.evaluateEvery is 2, but there is no validation set to be measured");
        refused(
                Samples.batches(10).withLimit(new Limit(null, 5, null)),
                one,
                alone,
                "data.limit.validation is 5, but there is no validation set");
        Experiment frozen = new Experiment(
                "f",
                Samples.batches(10),
                List.of(new BatchNorm(), new Dense(3)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                one.withFreeze("1.dense"));
        assertThatThrownBy(() -> Trainer.check(frozen.withPenalty(new L2(0.1)), alone))
                .hasMessageStartingWith("penalty is given, but train.freeze holds every kernel");
        assertThatThrownBy(() -> Trainer.check(frozen.withConstraint(new MaxNorm(1)), alone))
                .hasMessageStartingWith("constraint is given, but train.freeze holds every kernel");
    }

    @Test
    void earlyStoppingThatLooksAtNoEpochIsRefused() {
        Datasets parts = new Datasets(Samples.clouds(50, 1));
        EarlyStopping stopping = new EarlyStopping(Monitor.LOSS, 1);
        refused(
                Samples.batches(10),
                new TrainSettings(5).withEarlyStopping(stopping.withStartFromEpoch(5)),
                parts,
                "earlyStopping.startFromEpoch is 5, but training ends after epoch 5");
        TrainSettings last = new TrainSettings(5).withEarlyStopping(stopping.withStartFromEpoch(4));
        assertThatCode(() -> Trainer.check(Samples.experiment(Samples.batches(10), last), parts))
                .doesNotThrowAnyException();
    }

    private static void refused(DataSettings data, TrainSettings train, Datasets parts, String complaint) {
        assertThatThrownBy(() -> Trainer.check(Samples.experiment(data, train), parts))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }
}
