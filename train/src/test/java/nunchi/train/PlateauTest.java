package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.Objective;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.reference.ReferenceBackend;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Exponential;
import org.junit.jupiter.api.Test;

class PlateauTest {
    private static final List<Objective> FIGURES = Objective.all(
            Samples.experiment(Samples.batches(10), new TrainSettings(1)),
            Samples.batches(10).cut(Samples.parts(), 1));

    /// The rates of the epochs after each figure.
    private static List<Double> rates(Plateau plateau, double... values) {
        List<Double> rates = new ArrayList<>();
        for (int epoch = 1; epoch <= values.length; epoch++) {
            plateau.observe(epoch, values[epoch - 1]);
            rates.add(plateau.at(epoch));
        }
        return rates;
    }

    /// keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2, min_delta=0.1, cooldown=2, min_lr=0.2), learning rate
    /// 1, traced by hand through on_epoch_end of Keras 3.
    @Test
    void theRateIsLoweredAsByKeras() {
        ReduceOnPlateau rule = new ReduceOnPlateau(Monitor.VAL_LOSS, 0.5, 2, 0.1, 2, 0.2);
        assertThat(rates(
                        new Plateau(rule, new SteeredRate(new ConstantRate(1)), FIGURES),
                        1.0,
                        0.95,
                        0.92,
                        0.91,
                        0.91,
                        0.91,
                        0.5,
                        0.5,
                        0.5,
                        0.5,
                        0.5,
                        0.5,
                        0.5,
                        0.5))
                .containsExactly(1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2);
    }

    @Test
    void accuraciesArePlateausWhenTheyDoNotRise() {
        ReduceOnPlateau rule = new ReduceOnPlateau(Monitor.VAL_ACCURACY, 0.1, 1, 0, 0, 0);
        assertThat(rates(new Plateau(rule, new SteeredRate(new ConstantRate(1)), FIGURES), 0.5, 0.6, 0.6, 0.7))
                .containsExactly(1.0, 1.0, 0.1, 0.1);
    }

    @Test
    void aScheduleGoesOnUnderTheFactorAndEpochsGoneByKeepTheirRate() {
        Plateau plateau = new Plateau(
                new ReduceOnPlateau(Monitor.LOSS, 0.5, 1), new SteeredRate(new Exponential(1, 0.9)), FIGURES);
        rates(plateau, 1, 1);
        assertThat(plateau.at(1.5)).isEqualTo(new Exponential(1, 0.9).at(1.5));
        assertThat(plateau.at(2)).isCloseTo(0.5 * new Exponential(1, 0.9).at(2), within(1e-15));
    }

    @Test
    void theTrainingTakesTheLowerRateAndTellsIt() {
        Experiment plain = Samples.experiment(Samples.batches(10), new TrainSettings(3), 0.5);
        Experiment lowered = plain.withTrain(
                plain.train().withReduceOnPlateau(new ReduceOnPlateau(Monitor.LOSS, 0.5, 1, 100, 0, 0)));
        List<Double> rates = new ArrayList<>();
        Datasets parts = Samples.parts();
        Trained with = Trainer.train(lowered, parts, new ReferenceBackend(), event -> {
            if (event instanceof TrainingEvent.EpochEnded ended) {
                rates.add(ended.learningRate());
            }
        });
        assertThat(rates).containsExactly(0.5, 0.5, 0.25);
        Trained without = Trainer.train(plain, parts, new ReferenceBackend(), TrainingListener.none());
        assertThat(with.kept().last().tensors().get("0.dense/weight").values())
                .isNotEqualTo(
                        without.kept().last().tensors().get("0.dense/weight").values());
    }
}
