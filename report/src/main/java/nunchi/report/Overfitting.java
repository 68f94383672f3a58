package nunchi.report;

import java.util.List;
import java.util.stream.Stream;
import nunchi.train.Convergence;
import tools.jackson.databind.JsonNode;

/// Whether a training overfitted: the loss on unseen examples had its least value before the last fifth of its
/// measurements, all of which lie above it, by 5 % of it in the mean, while the training loss went on falling.
final class Overfitting {
    private static final double RISE = 1.05;
    private static final int SMALLEST_WINDOW = 5;
    private static final int WINDOWS = 5;

    private Overfitting() {}

    /// @return one sentence; empty where nothing of the kind is to be seen
    static String sentence(List<JsonNode> epochs) {
        String key = unseen(epochs);
        JsonNode best = best(epochs, key);
        JsonNode last = best == null ? null : measured(epochs, key).getLast();
        return best == null
                ? ""
                : "The network overfits: the %s loss was least at epoch %s (%s) and rose to %s, while the training loss fell from %s to %s."
                        .formatted(
                                key.startsWith("val") ? "validation" : "test",
                                Numbers.count(best.path("epoch").asLong()),
                                loss(best, key),
                                loss(last, key),
                                loss(best, "loss"),
                                loss(last, "loss"));
    }

    /// The epoch with the least loss on unseen examples, of which the sentence speaks; 0 for none.
    static long epoch(List<JsonNode> epochs) {
        JsonNode best = best(epochs, unseen(epochs));
        return best == null ? 0 : best.path("epoch").asLong();
    }

    private static String unseen(List<JsonNode> epochs) {
        return Stream.of("val_loss", "test_loss")
                .filter(each -> epochs.stream().anyMatch(event -> Numbers.finite(event.path(each))))
                .findFirst()
                .orElse("");
    }

    private static List<JsonNode> measured(List<JsonNode> epochs, String key) {
        return epochs.stream()
                .filter(event -> Numbers.finite(event.path(key)) && Numbers.finite(event.path("loss")))
                .toList();
    }

    /// Null where the training did not overfit.
    private static JsonNode best(List<JsonNode> epochs, String key) {
        List<JsonNode> measured = measured(epochs, key);
        if (measured.size() < Convergence.FEWEST) {
            return null;
        }
        JsonNode best = measured.stream()
                .reduce((a, b) -> b.path(key).asDouble() < a.path(key).asDouble() ? b : a)
                .orElseThrow();
        List<JsonNode> ending = measured.subList(
                measured.size() - Math.max(SMALLEST_WINDOW, measured.size() / WINDOWS), measured.size());
        double mean = ending.stream()
                .mapToDouble(event -> event.path(key).asDouble())
                .average()
                .orElseThrow();
        boolean learns =
                measured.getLast().path("loss").asDouble() < best.path("loss").asDouble();
        return ending.contains(best) || !learns || mean <= RISE * best.path(key).asDouble() ? null : best;
    }

    private static String loss(JsonNode event, String key) {
        return Numbers.loss(event.path(key).asDouble());
    }
}
