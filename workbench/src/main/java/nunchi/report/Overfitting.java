package nunchi.report;

import java.util.List;
import java.util.stream.Stream;
import nunchi.train.Convergence;
import tools.jackson.databind.JsonNode;

/// Whether a training overfitted: the loss on unseen examples had its least value before the last fifth of its measurements, all of which lie above it, by
/// 5 % of it in the mean, while the training loss went on falling.
final class Overfitting {
    private static final double RISE = 1.05;
    private static final int SMALLEST_WINDOW = 5;
    private static final int WINDOWS = 5;

    private Overfitting() {}

    /// @return one sentence; empty where nothing of the kind is to be seen
    static String sentence(List<JsonNode> epochs) {
        String key = Stream.of("val_loss", "test_loss").filter(each -> epochs.stream().anyMatch(event -> Numbers.finite(event.path(each)))).findFirst().orElse("");
        List<JsonNode> measured = epochs.stream().filter(event -> Numbers.finite(event.path(key)) && Numbers.finite(event.path("loss"))).toList();
        if (measured.size() < Convergence.FEWEST) {
            return "";
        }
        JsonNode best = measured.stream().reduce((a, b) -> b.path(key).asDouble() < a.path(key).asDouble() ? b : a).orElseThrow();
        JsonNode last = measured.getLast();
        List<JsonNode> ending = measured.subList(measured.size() - Math.max(SMALLEST_WINDOW, measured.size() / WINDOWS), measured.size());
        double mean = ending.stream().mapToDouble(event -> event.path(key).asDouble()).average().orElseThrow();
        boolean learns = last.path("loss").asDouble() < best.path("loss").asDouble();
        if (ending.contains(best) || !learns || mean <= RISE * best.path(key).asDouble()) {
            return "";
        }
        return "The network overfits: the %s loss was least at epoch %s (%s) and rose to %s, while the training loss fell from %s to %s.".formatted(
                key.startsWith("val") ? "validation" : "test", Numbers.count(best.path("epoch").asLong()), loss(best, key), loss(last, key),
                loss(best, "loss"), loss(last, "loss"));
    }

    private static String loss(JsonNode event, String key) {
        return Numbers.loss(event.path(key).asDouble());
    }
}
