package nunchi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    @Test
    void theOperationsOfAStepAreThoseOfItsMatrixProducts() {
        // By hand: 2·1437·(64·80 + 80·70 + 70·10) forward and again for the weights, 2·1437·(80·70 + 70·10) for the inputs.
        assertThat(TrainingStep.D.operations()).isEqualTo(4L * 1437 * 11_420 + 2L * 1437 * 6_300);
        assertThat(TrainingStep.A.operations()).isEqualTo(4L * 12 * 574_080 + 2L * 12 * 172_672);
        assertThat(TrainingStep.B.operations()).isEqualTo(4L * 100 * 813_056 + 2L * 100 * 10_240);
    }

    @Test
    void theTableTakesTheMedianOverProcessesAndTheBetterNumberOfThreads() {
        String table = new Comparison(List.of(
                ours(2, 0.5), ours(2, 0.7), ours(2, 9), ours(1, 1),
                new Measurement("libtorch (DJL)", TrainingStep.D, 1, 2.1, 2, 10, 0))).table();
        assertThat(table).contains("| D: 64-80-70-10 sigmoid, batch 1437 | 0.700 | not measured | 2.100 | 3.00 | 119.6 | 50 % |");
        assertThat(table).contains("Peak: 240 GFLOP/s");
    }

    @Test
    void aLineOfAMeasurementIsReadBack() {
        String line = "{\"engine\":\"nunchi cpu\",\"step\":\"D\",\"threads\":2,\"median\":0.5,\"minimum\":0.5,\"steps\":10,\"peak\":240.0}";
        assertThat(Measurement.parse(line)).isEqualTo(ours(2, 0.5));
    }

    private static Measurement ours(int threads, double median) {
        return new Measurement("nunchi cpu", TrainingStep.D, threads, median, 0.5, 10, 240);
    }
}
