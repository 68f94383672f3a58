package nunchi.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.StoredJson;
import nunchi.file.Unreadable;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.record.StoredMetrics;
import nunchi.train.Figures;
import nunchi.train.Status;
import tools.jackson.databind.JsonNode;

/// What a run's `result.json` tells; figures that it lacks are null, numbers NaN.
///
/// @param status          `finished`, `stopped early`, `failed` or `refused`
/// @param reason          why it failed or was refused, else null
/// @param imagesPerSecond training examples per second
/// @param bestEpoch       by the monitor; 0 where none is told
/// @param quantities      what its metrics besides loss and accuracy are
public record StoredResult(
        String name,
        String status,
        String reason,
        long seed,
        int epochs,
        double seconds,
        double imagesPerSecond,
        double millisecondsPerStep,
        Figures train,
        Figures validation,
        Figures test,
        int bestEpoch,
        String weightsSha256,
        List<Quantity> quantities) {
    /// @throws InvalidRequestException when the folder has no such file or it is damaged
    public static StoredResult read(Path folder) {
        Path file = folder.resolve(RunFolder.RESULT);
        try {
            String text = GivenFile.text(file);
            JsonNode tree = StoredJson.read(file, text);
            return StoredFile.read(file, () -> of(file, tree));
        } catch (IOException unreadable) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    private static StoredResult of(Path file, JsonNode tree) {
        Check.require(tree.path("status").isString() && tree.path("kind").asString("run").equals("run"), "%s is no run's: it tells no status of one".formatted(file));
        StoredResult result = of(tree);
        Check.require(tree.path("seed").isNumber() && (result.failed() || tree.path("epochs").isNumber()), "it tells no seed or no epochs");
        Check.require(result.failed() || result.isMeasured(), "it tells no figures of the training part, or other metrics of another part");
        return result;
    }

    /// All parts are measured by the same metrics.
    private boolean isMeasured() {
        return train != null && Stream.of(validation, test).allMatch(part -> part == null || part.metrics().keySet().equals(train.metrics().keySet()));
    }

    private static StoredResult of(JsonNode tree) {
        return new StoredResult(tree.path("name").asString(""), tree.path("status").asString(""), tree.path("reason").asString(null),
                tree.path("seed").asLong(0), tree.path("epochs").asInt(0), number(tree.path("seconds")), number(tree.path("imagesPerSecond")),
                number(tree.path("millisecondsPerStep")), figures(tree.path("train")), figures(tree.path("validation")), figures(tree.path("test")),
                tree.path("best").path("epoch").asInt(0), tree.path("weightsSha256").asString(null), quantities(tree));
    }

    private static Figures figures(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        node.properties().forEach(entry -> metrics.put(entry.getKey(), number(entry.getValue())));
        metrics.keySet().removeAll(Set.of("loss", "accuracy"));
        return new Figures(number(node.path("loss")), number(node.path("accuracy")), metrics);
    }

    private static List<Quantity> quantities(JsonNode tree) {
        Figures train = figures(tree.path("train"));
        return train == null ? List.of() : train.metrics().keySet().stream()
                .map(name -> StoredMetrics.find(tree, name).orElseGet(() -> new Quantity(name, name, Direction.MIN, ""))).toList();
    }

    private static double number(JsonNode node) {
        return node.asDouble(Double.NaN);
    }

    /// Whether there is no trained model: the training ended in an error, or was refused.
    public boolean failed() {
        return status.equals(Status.FAILED.toString()) || refused();
    }

    /// Whether the settings could not be trained as they stand.
    public boolean refused() {
        return status.equals(Status.REFUSED.toString());
    }
}
