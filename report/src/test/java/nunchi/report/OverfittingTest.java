package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import nunchi.record.EpochRecord;
import org.junit.jupiter.api.Test;

class OverfittingTest {
    private static List<EpochRecord> epochs(IntToDoubleFunction loss, IntToDoubleFunction validation) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(epoch -> new EpochRecord(
                        epoch,
                        new TreeMap<>(Map.of(
                                "loss", loss.applyAsDouble(epoch), "val_loss", validation.applyAsDouble(epoch)))))
                .toList();
    }

    @Test
    void aValidationLossThatRisesWhileTheTrainingLossFallsIsNamed() {
        assertThat(Overfitting.sentence(epochs(
                        epoch -> 1.0 / epoch,
                        epoch -> epoch <= 6 ? 0.18 + 0.01 * (6 - epoch) : 0.18 + 0.01 * (epoch - 6))))
                .isEqualTo(
                        "The network overfits: the validation loss was least at epoch 6 (0.1800) and rose to 0.3200, "
                                + "while the training loss fell from 0.1667 to 0.05000.");
    }

    @Test
    void aLossThatRestsOrFallsOrRisesTogetherWithTheTrainingLossIsNone() {
        assertThat(Overfitting.sentence(epochs(epoch -> 1.0 / epoch, epoch -> 2.0 / epoch)))
                .isEmpty();
        assertThat(Overfitting.sentence(epochs(epoch -> 1.0 / epoch, epoch -> 0.2 + (epoch % 2) / 1000.0)))
                .isEmpty();
        assertThat(Overfitting.sentence(epochs(epoch -> epoch, epoch -> epoch))).isEmpty();
    }
}
