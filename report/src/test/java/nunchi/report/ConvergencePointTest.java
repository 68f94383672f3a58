package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import nunchi.metric.Quantity;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.EpochRecord;
import nunchi.report.page.Chart;
import org.junit.jupiter.api.Test;

class ConvergencePointTest {
    private static List<EpochRecord> epochs(int count, String key, IntToDoubleFunction value) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> new EpochRecord(epoch, new TreeMap<>(Map.of(key, value.applyAsDouble(epoch)))))
                .toList();
    }

    private static DataRecord rows(int rows) {
        return Codec.read("""
                {"example": [1], "classes": [],
                 "parts": {"train": {"rows": %1$d}, "validation": {"rows": %1$d}, "test": {"rows": %1$d}}}""".formatted(rows), DataRecord.class);
    }

    private static ConvergencePoint converged(List<EpochRecord> epochs, DataRecord data, Quantity quantity) {
        return ConvergencePoint.of(epochs, data, quantity).orElseThrow();
    }

    @Test
    void fewerThanSixExamplesAreNoChangeForBetterOrWorse() {
        // 40 examples of which one more is wrong from epoch 28 on: a line through the last six epochs has t = 3.67,
        // beyond the 2.78 of 95 %.
        List<EpochRecord> one = epochs(30, "val_accuracy", epoch -> epoch < 28 ? 0.9 : 0.875);
        assertThat(converged(one, rows(40), Quantity.ACCURACY).sentence())
                .contains("converged at epoch 1: from then on it stays between 87.50 % and 90.00 %");
        assertThat(converged(one, rows(400), Quantity.ACCURACY).sentence())
                .contains("got worse in the end", "was falling");
        List<EpochRecord> creeping = epochs(30, "val_loss", epoch -> 0.3 + epoch * 1e-6);
        assertThat(converged(creeping, rows(40), Quantity.LOSS).sentence())
                .contains("The validation loss converged")
                .contains("at 0.3000");
    }

    @Test
    void theWordsFollowTheNumbers() {
        IntToDoubleFunction resting = epoch -> epoch < 8 ? 0.1 * epoch : epoch % 2 == 0 ? 0.9 : 0.91;
        assertThat(converged(epochs(20, "val_accuracy", resting), rows(10_000), Quantity.ACCURACY)
                        .sentence())
                .isEqualTo(
                        "The validation accuracy converged at epoch 8: from then on it stays between 90.00 % and 91.00 %.");
        assertThat(converged(epochs(20, "loss", epoch -> 1.0 / epoch), rows(10_000), Quantity.LOSS)
                        .sentence())
                .isEqualTo(
                        "The training loss did not converge: over its last 5 epochs it was still falling, between 0.05000 and 0.06250.");
        assertThat(converged(epochs(20, "val_loss", epoch -> epoch + (epoch % 2) / 10.0), rows(10_000), Quantity.LOSS)
                        .sentence())
                .isEqualTo(
                        "The validation loss got worse in the end: over its last 5 epochs it was rising, between 16.00 and 20.00.");
        assertThat(converged(epochs(20, "test_accuracy", epoch -> 1 - epoch / 100.0), rows(10_000), Quantity.ACCURACY)
                        .sentence())
                .isEqualTo(
                        "The test accuracy got worse in the end: over its last 5 epochs it was falling, between 80.00 % and 84.00 %.");
        assertThat(converged(epochs(9, "loss", epoch -> 1.0 / epoch), rows(10_000), Quantity.LOSS)
                        .sentence())
                .contains("at least 10 epochs with a measured training loss");
    }

    @Test
    void whatStaysAtOneValueIsNotSaidToLieBetweenItAndItself() {
        assertThat(converged(
                                epochs(20, "val_accuracy", epoch -> epoch < 8 ? 0.1 * epoch : 0.9792),
                                rows(10_000),
                                Quantity.ACCURACY)
                        .sentence())
                .isEqualTo("The validation accuracy converged at epoch 8: from then on it stays at 97.92 %.");
    }

    @Test
    void onlyAPointOfConvergenceIsMarked() {
        assertThat(converged(epochs(20, "loss", epoch -> epoch < 5 ? 2 : 1), rows(10_000), Quantity.LOSS)
                        .mark())
                .contains(new Chart.Convergence(5, 20, 1, 1));
        assertThat(converged(epochs(20, "loss", epoch -> -epoch), rows(10_000), Quantity.LOSS)
                        .mark())
                .isEmpty();
    }

    @Test
    void ofAFigureThatWasNotMeasuredNothingIsSaid() {
        assertThat(ConvergencePoint.of(epochs(20, "loss", epoch -> 1), rows(10_000), Quantity.ACCURACY))
                .isEmpty();
    }
}
