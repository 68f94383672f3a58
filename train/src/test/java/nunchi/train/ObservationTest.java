package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Weights;
import nunchi.data.Datasets;
import nunchi.data.Digits;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.HistogramSettings;
import nunchi.experiment.Monitor;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Reshape;
import nunchi.layer.Standardize;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.optimizer.Adam;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Tensor;
import nunchi.train.TrainingEvent.Histograms;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final HistogramSettings EVERY = new HistogramSettings();

    private static final Splits CUT = Samples.batches(10).cut(Samples.parts(), 1);
    private final List<Histograms> looks = new ArrayList<>();

    private Trained train(Experiment experiment, Splits parts, Backend backend) {
        looks.clear();
        return Trainer.train(experiment, parts, backend, event -> {
            if (event instanceof Histograms look) {
                looks.add(look);
            }
        });
    }

    /// With a convolution, running statistics, masks, a penalty, and batches in another order in every epoch.
    private static Experiment everything(TrainSettings train) {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.9))
                .withValidation(new Splitter.Random(0.1))
                .withBatch(50)
                .withPreprocess(new Standardize());
        return new Experiment(
                        "digits",
                        data,
                        List.of(
                                new Reshape(List.of(8, 8, 1)),
                                new Conv2d(4, 3, new Relu()),
                                new BatchNorm(),
                                new Flatten(),
                                new Dropout(0.25),
                                new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.01),
                        train)
                .withPenalty(new L2(0.01));
    }

    private static Splits digits(Experiment experiment) {
        return experiment.cut(new Datasets(Digits.load()));
    }

    /// One step of plain descent with the learning rate 1 takes the gradient away.
    @Test
    void theGradientIsWhatAStepTakesAway() {
        TrainSettings once = new TrainSettings(1).withHistograms(EVERY);
        Experiment experiment = Samples.experiment(
                        new DataSettings("clouds").withBatch(50).withShuffle(false), once, 1)
                .withPenalty(new L2(0.1));
        Map<String, Tensor> after =
                train(experiment, CUT, new ReferenceBackend()).weights().tensors();
        Backend backend = new ReferenceBackend();
        Weights before =
                backend.initialize(experiment.network(Samples.parts().train()).training(50, 1), experiment.seed());
        assertThat(looks.getFirst().gradients().keySet())
                .containsExactly("0.dense/weight", "0.dense/bias", "1.dense/weight", "1.dense/bias");
        looks.getFirst().gradients().forEach((name, gradient) -> {
            float[] taken = before.get(name).values().clone();
            for (int i = 0; i < taken.length; i++) {
                taken[i] -= after.get(name).values()[i];
            }
            Distribution expected = Distribution.of(taken);
            assertThat(gradient.moments().norm())
                    .as(name)
                    .isCloseTo(expected.moments().norm(), within(1e-6));
            assertThat(gradient.moments().mean())
                    .as(name)
                    .isCloseTo(expected.moments().mean(), within(1e-6));
            assertThat(gradient.least()).as(name).isCloseTo(expected.least(), within(1e-6));
            assertThat(gradient.largest()).as(name).isCloseTo(expected.largest(), within(1e-6));
        });
        assertThat(looks.getLast().weights().get("0.dense/weight"))
                .isEqualTo(Distribution.of(after.get("0.dense/weight").values()));
    }

    @Test
    void theFastBackendSeesWhatTheReferenceSees() {
        Experiment experiment = everything(new TrainSettings(1).withHistograms(new HistogramSettings(1, 40)));
        Splits few = new Splits(
                new Subset(digits(experiment).train(), IntStream.range(0, 60).toArray()));
        train(experiment, few, new ReferenceBackend());
        Histograms expected = looks.getFirst();
        try (Backend backend = Backends.fastest(2)) {
            train(experiment, few, backend);
        }
        assertThat(looks.getFirst().gradients().keySet())
                .isEqualTo(expected.gradients().keySet())
                .isNotEmpty();
        expected.gradients()
                .forEach((name, gradient) ->
                        assertAgree(name, looks.getFirst().gradients().get(name), gradient));
        expected.activations()
                .forEach((name, output) ->
                        assertAgree(name, looks.getFirst().activations().get(name), output));
        assertThat(expected.activations().keySet())
                .containsExactly(
                        "preprocess.0.standardize",
                        "0.reshape",
                        "1.conv2d",
                        "2.batchNorm",
                        "3.flatten",
                        "4.dropout",
                        "5.dense");
        assertThat(expected.activations().get("4.dropout").zeros()).isBetween(0.2, 0.3);
        assertThat(expected.activations().get("5.dense").count()).isEqualTo(400);
    }

    private static void assertAgree(String name, Distribution found, Distribution expected) {
        assertThat(found.count()).as(name).isEqualTo(expected.count());
        assertThat(found.moments().mean()).as(name).isCloseTo(expected.moments().mean(), within(1e-5));
        assertThat(found.moments().deviation())
                .as(name)
                .isCloseTo(expected.moments().deviation(), within(1e-5));
        assertThat(found.moments().norm())
                .as(name)
                .isCloseTo(
                        expected.moments().norm(),
                        within(1e-5 * expected.moments().norm() + 1e-5));
        assertThat(found.dead()).as(name).isEqualTo(Double.valueOf(expected.dead()));
    }

    @Test
    void trainingIsTheSameWhetherItIsLookedAtOrNot() {
        Experiment plain = everything(new TrainSettings(3));
        Experiment observed = everything(new TrainSettings(3).withHistograms(EVERY));
        try (Backend backend = Backends.fastest(2)) {
            Map<String, Tensor> without =
                    train(plain, digits(plain), backend).weights().tensors();
            assertThat(looks).isEmpty();
            Map<String, Tensor> with =
                    train(observed, digits(observed), backend).weights().tensors();
            assertThat(looks).hasSize(4);
            without.forEach((name, tensor) ->
                    assertThat(with.get(name).values()).as(name).containsExactly(tensor.values()));
        }
    }

    @Test
    void everyFigureIsTheSameOnAnyNumberOfThreads() {
        Experiment experiment = everything(new TrainSettings(2).withHistograms(EVERY));
        List<Histograms> first = List.of();
        for (int threads = 1; threads <= 3; threads++) {
            try (Backend backend = Backends.fastest(threads)) {
                train(experiment, digits(experiment), backend);
            }
            first = first.isEmpty() ? List.copyOf(looks) : first;
            assertThat(looks).isEqualTo(first).hasSize(3);
        }
    }

    @Test
    void itIsLookedAtBeforeTheFirstEpochAfterEveryNthAndAfterTheLast() {
        TrainSettings five = new TrainSettings(5).withHistograms(new HistogramSettings(2, 10));
        train(Samples.experiment(Samples.batches(10), five), CUT, new ReferenceBackend());
        assertThat(looks).extracting(Histograms::epoch).containsExactly(0, 2, 4, 5);
        EarlyStopping impatient = new EarlyStopping(Monitor.VAL_LOSS, 2, 100, false, EarlyStopping.Convention.KERAS);
        int stopped = train(
                        Samples.experiment(
                                Samples.batches(10),
                                new TrainSettings(50)
                                        .withEarlyStopping(impatient)
                                        .withHistograms(new HistogramSettings(20, 10))),
                        CUT,
                        new ReferenceBackend())
                .epochs();
        assertThat(stopped).isLessThan(20);
        assertThat(looks).extracting(Histograms::epoch).containsExactly(0, stopped);
    }
}
