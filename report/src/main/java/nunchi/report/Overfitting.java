package nunchi.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.record.EpochRecord;
import nunchi.text.Numbers;
import nunchi.train.Convergence;

/// Whether a training overfitted: the loss on unseen examples had its least value before the last fifth of its
/// measurements, all of which lie above it, by 5 % of it in the mean, while the training loss went on falling.
final class Overfitting {
    private static final double RISE = 1.05;
    private static final int SMALLEST_WINDOW = 5;
    private static final int WINDOWS = 5;

    private Overfitting() {}

    /// @return one sentence; empty where nothing of the kind is to be seen
    static String sentence(List<EpochRecord> epochs) {
        String key = unseen(epochs);
        return best(epochs, key)
                .map(best -> sentence(key, best, measured(epochs, key).getLast()))
                .orElse("");
    }

    private static String sentence(String key, EpochRecord best, EpochRecord last) {
        return "The network overfits: the %s loss was least at epoch %s (%s) and rose to %s, while the training loss fell from %s to %s."
                .formatted(
                        key.startsWith("val") ? "validation" : "test",
                        Numbers.count(best.epoch()),
                        loss(best, key),
                        loss(last, key),
                        loss(best, "loss"),
                        loss(last, "loss"));
    }

    /// The epoch with the least loss on unseen examples, of which the sentence speaks; 0 for none.
    static long epoch(List<EpochRecord> epochs) {
        return best(epochs, unseen(epochs)).map(EpochRecord::epoch).orElse(0);
    }

    private static String unseen(List<EpochRecord> epochs) {
        return Stream.of("val_loss", "test_loss")
                .filter(each -> epochs.stream().anyMatch(event -> event.has(each)))
                .findFirst()
                .orElse("");
    }

    private static List<EpochRecord> measured(List<EpochRecord> epochs, String key) {
        return epochs.stream()
                .filter(event -> event.has(key) && event.has(EpochRecord.LOSS))
                .toList();
    }

    /// Nothing where the training did not overfit.
    private static Optional<EpochRecord> best(List<EpochRecord> epochs, String key) {
        List<EpochRecord> measured = measured(epochs, key);
        if (measured.size() < Convergence.FEWEST) {
            return Optional.empty();
        }
        EpochRecord best = measured.stream()
                .reduce((a, b) -> b.value(key) < a.value(key) ? b : a)
                .orElseThrow();
        List<EpochRecord> ending = measured.subList(
                measured.size() - Math.max(SMALLEST_WINDOW, measured.size() / WINDOWS), measured.size());
        double mean =
                ending.stream().mapToDouble(event -> event.value(key)).average().orElseThrow();
        boolean learns = measured.getLast().value(EpochRecord.LOSS) < best.value(EpochRecord.LOSS);
        return ending.contains(best) || !learns || mean <= RISE * best.value(key)
                ? Optional.empty()
                : Optional.of(best);
    }

    private static String loss(EpochRecord event, String key) {
        return Numbers.loss(event.value(key));
    }
}
