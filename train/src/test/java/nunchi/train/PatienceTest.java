package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nunchi.check.InvalidRequestException;
import nunchi.data.Splits;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.EarlyStopping.Convention;
import nunchi.experiment.Monitor;
import nunchi.experiment.Objective;
import nunchi.experiment.TrainSettings;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static Objective objective(Monitor monitor) {
        Splits cut = Samples.batches(10).cut(Samples.parts(), 1);
        return Objective.find(
                "monitor", monitor, Objective.all(Samples.experiment(Samples.batches(10), new TrainSettings(1)), cut));
    }

    /// The epoch after which training stops, or 0.
    private static int stop(EarlyStopping rule, double... values) {
        Patience patience = new Patience(rule, objective(rule.monitor()));
        for (int epoch = 1; epoch <= values.length; epoch++) {
            patience.observe(epoch, values[epoch - 1]);
            if (patience.exhausted(epoch)) {
                return epoch;
            }
        }
        return 0;
    }

    @Test
    void aTieIsNoImprovement() {
        EarlyStopping rule = new EarlyStopping(Monitor.VAL_ACCURACY, 3);
        assertThat(stop(rule, 0.5, 0.9, 0.9, 0.9, 0.9)).isEqualTo(5);
        assertThat(stop(rule, 0.5, 0.9, 0.9, 0.9, 0.91)).isZero();
    }

    @Test
    void anImprovementMustExceedTheMargin() {
        EarlyStopping rule = new EarlyStopping(Monitor.LOSS, 2, 0.1, false, Convention.KERAS);
        assertThat(stop(rule, 1, 0.95, 0.9)).isEqualTo(3);
        assertThat(stop(rule, 1, 0.95, 0.85)).isZero();
    }

    @Test
    void withNoPatienceTheFirstWorseEpochStops() {
        assertThat(stop(new EarlyStopping(Monitor.LOSS, 0), 1, 0.9, 0.95)).isEqualTo(3);
        assertThat(stop(new EarlyStopping(Monitor.LOSS, 0), Double.NaN, 0.9)).isZero();
    }

    /// Keras' EarlyStopping returns at once from epochs below start_from_epoch, the first of which is 0.
    @Test
    void theFirstEpochsAreNotLookedAt() {
        EarlyStopping rule = new EarlyStopping(Monitor.LOSS, 2).withStartFromEpoch(3);
        assertThat(stop(rule, 0.1, 1, 1, 0.9, 0.9, 0.9)).isEqualTo(6);
        assertThat(stop(rule, 0.1, 1, 1, 0.9, 0.9, 0.8)).isZero();
        assertThat(stop(rule.withStartFromEpoch(0), 0.1, 1, 1, 0.9, 0.9, 0.9)).isEqualTo(3);

        Patience patience = new Patience(rule, objective(Monitor.LOSS));
        assertThat(patience.observe(3, 0.1)).isFalse();
        assertThat(patience.best()).isNull();
        assertThat(patience.observe(4, 0.9)).isTrue();
        assertThat(patience.best()).isEqualTo(new Best(4, Monitor.LOSS, 0.9));
    }

    @Test
    void aStartBelowZeroIsRefused() {
        EarlyStopping rule = new EarlyStopping(Monitor.LOSS, 2);
        assertThatThrownBy(() -> rule.withStartFromEpoch(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("startFromEpoch is -1; it must be 0 or more");
    }

    /// scikit-learn 1.2.1, MLPClassifier._update_no_improvement_count with tol 0.1 and n_iter_no_change 2.
    @Test
    void scikitLearnsRuleCountsAgainstTheBestEverSeenAndStopsOneLater() {
        EarlyStopping rule = new EarlyStopping(Monitor.LOSS, 2, 0.1, false, Convention.SCIKIT);
        assertThat(stop(rule, 1, 0.95, 0.88, 0.81)).isEqualTo(4);
        assertThat(stop(rule, 1, 0.95, 0.80, 0.79, 0.78, 0.77)).isEqualTo(6);
    }

    @Test
    void theBestEpochIsKept() {
        Patience patience = new Patience(null, objective(Monitor.VAL_ACCURACY));
        assertThat(patience.best()).isNull();
        assertThat(patience.observe(1, 0.5)).isTrue();
        assertThat(patience.observe(2, 0.7)).isTrue();
        assertThat(patience.observe(3, 0.7)).isFalse();
        assertThat(patience.best()).isEqualTo(new Best(2, Monitor.VAL_ACCURACY, 0.7));
        assertThat(patience.exhausted(3)).isFalse();
    }
}
