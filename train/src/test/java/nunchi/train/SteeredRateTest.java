package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Course;
import nunchi.experiment.Experiment;
import nunchi.experiment.Intervention;
import nunchi.experiment.Monitor;
import nunchi.experiment.Objective;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Cosine;
import nunchi.schedule.Exponential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteeredRateTest {
    private static SteeredRate set(SteeredRate rate, double time, double value) {
        rate.set(time, value);
        return rate;
    }

    @Test
    void aConstantRateIsTheNewOneFromItsStepOnAndTheOldOneBefore() {
        SteeredRate rate = set(new SteeredRate(new ConstantRate(0.3)), 2.5, 0.1);
        assertThat(List.of(rate.at(0), rate.at(Math.nextDown(2.5)), rate.at(2.5), rate.at(9)))
                .containsExactly(0.3, 0.3, 0.1, 0.1);
    }

    @Test
    void aScheduleHasTheNewRateAtItsStepAndGoesOnInItsForm() {
        SteeredRate rate = set(new SteeredRate(new Exponential(1, 0.5)), 3, 0.7);
        assertThat(rate.at(2)).isEqualTo(0.25);
        assertThat(rate.at(3)).isEqualTo(0.7);
        assertThat(rate.at(4)).isCloseTo(0.35, within(1e-15));
        assertThat(set(rate, 4, 8).at(5)).isCloseTo(4, within(1e-14));
    }

    @Test
    void whereTheScheduleIsZeroTheRateStays() {
        SteeredRate rate = set(new SteeredRate(new Cosine(1, 4)), 4, 0.2);
        assertThat(List.of(rate.at(4), rate.at(7))).containsExactly(0.2, 0.2);
    }

    @Test
    void aRateThatWasSetIsNotLoweredByWhatLoweredTheOneBefore() {
        List<Objective> figures = Objective.all(
                Samples.experiment(Samples.batches(10), new TrainSettings(1)),
                Samples.batches(10).cut(Samples.parts(), 1));
        SteeredRate rate = new SteeredRate(new ConstantRate(1));
        Plateau plateau = new Plateau(new ReduceOnPlateau(Monitor.LOSS, 0.5, 1, 0, 0, 0), rate, figures);
        plateau.observe(1, 1);
        plateau.observe(2, 1);
        rate.set(3.5, 0.3);
        assertThat(List.of(plateau.at(1), plateau.at(2), plateau.at(3.25), plateau.at(3.5)))
                .containsExactly(1.0, 0.5, 0.5, 0.3);
        plateau.observe(4, 1);
        assertThat(List.of(plateau.at(3.75), plateau.at(4))).containsExactly(0.3, 0.15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            optimizer.momentum     | 1   | 0.5 | cannot be changed while
            optimizer.learningRate | 1   |     | at interventions.0.value: the new learning rate is missing
            stop                   | 1   | 0.5 | stop takes no value
            optimizer.learningRate | 100 | 0.5 | step is 100, but an epoch has 5 steps
            """)
    void anInterventionThatCannotBeMadeIsRefusedBeforeTheTraining(String key, int step, Double value, String words) {
        Experiment experiment = Samples.experiment(Samples.batches(10), new TrainSettings(2))
                .withCourse(new Course(List.of(new Intervention(1, step, key, value)), null));
        assertThatThrownBy(() -> Trainer.train(experiment, Samples.parts(), TrainingListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(words);
    }
}
