package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import nunchi.train.Convergence.State;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    /// The accuracies that study B publishes for its 30 epochs, in percent. It reads from them that they oscillate from
    /// epoch 25 on; the slopes of the last six epochs and their p-values are scipy.stats.linregress's: validation
    /// 0.0086 and 0.73, test 0.0331 and 0.25.
    private static final double[] VALIDATION = {
        93.03, 94.62, 95.50, 96.07, 96.27, 96.72, 97.12, 96.97, 97.17, 97.48, 97.68, 97.53, 97.65, 97.50, 97.70, 97.77,
        97.83, 97.73, 97.97, 97.77, 97.95, 97.83, 97.93, 98.02, 98.00, 98.05, 97.82, 98.02, 98.05, 98.02
    };
    private static final double[] TEST = {
        93.25, 94.55, 95.62, 96.09, 96.41, 96.72, 97.10, 97.16, 97.28, 97.40, 97.37, 97.48, 97.69, 97.75, 97.73, 97.81,
        97.87, 97.73, 97.78, 97.69, 97.72, 97.92, 97.80, 97.88, 97.79, 98.02, 97.99, 98.02, 97.88, 98.10
    };
    private static final double[] COST = {
        .3906, .2196, .1713, .1404, .1186, .1029, .0904, .0802, .0722, .0651, .0590, .0534, .0491, .0449, .0414, .0382,
        .0352, .0328, .0302, .0281, .0261, .0245, .0227, .0213, .0201, .0188, .0177, .0167, .0157, .0148
    };

    private static Convergence of(double[] values, boolean lower) {
        return Convergence.of(IntStream.rangeClosed(1, values.length).toArray(), values, lower, 0);
    }

    @Test
    void publishedAccuraciesConvergeWhereTheyEnterTheBandOfTheLastSixEpochs() {
        assertThat(of(VALIDATION, false)).isEqualTo(new Convergence(State.CONVERGED, 21, 97.82, 98.05, 6));
        assertThat(of(TEST, false)).isEqualTo(new Convergence(State.CONVERGED, 22, 97.79, 98.10, 6));
    }

    @Test
    void aCostThatFallsToTheEndStillImproves() {
        assertThat(of(COST, true).state()).isEqualTo(State.IMPROVING);
        assertThat(of(COST, false).state()).isEqualTo(State.WORSENING);
    }

    @Test
    void aFigureThatStandsStillHasConvergedWhereItBeganToDoSo() {
        double[] values = {5, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2};
        assertThat(of(values, true)).isEqualTo(new Convergence(State.CONVERGED, 4, 2, 2, 5));
    }

    @Test
    void epochsThatWereNotMeasuredKeepTheirNumbers() {
        int[] epochs = IntStream.rangeClosed(1, 10).map(i -> 10 * i).toArray();
        double[] values = {9, 5, 3, 1, 2, 1, 2, 1, 2, 1};
        assertThat(Convergence.of(epochs, values, true, 0).epoch()).isEqualTo(40);
    }

    @Test
    void ofFewerThanTenEpochsNothingIsSaid() {
        assertThat(of(new double[] {3, 2, 1, 1, 1, 1, 1, 1, 1}, true).state()).isEqualTo(State.TOO_FEW);
    }

    @Test
    void everyEpochNeedsAValue() {
        assertThatThrownBy(() -> Convergence.of(new int[2], new double[3], true, 0))
                .hasMessageContaining("3 values of 2 epochs");
    }
}
