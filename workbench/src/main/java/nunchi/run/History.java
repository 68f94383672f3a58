package nunchi.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.check.InvalidRequestException;
import nunchi.file.StoredFile;
import nunchi.file.StoredJson;
import nunchi.train.Figures;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingEvent.Histograms;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a run's journal tells of its epochs.
public final class History {
    private History() {}

    /// @return in order; none where there is no journal; a last line cut off by a kill is left out
    /// @throws InvalidRequestException when another line is no JSON
    public static List<EpochEnded> read(Path folder) {
        return StoredFile.read(folder.resolve(RunFolder.JOURNAL), () -> events(folder, "epoch").stream()
                .map(event -> new EpochEnded(event.required("epoch").asInt(), figures(event, ""), figures(event, "val_"), figures(event, "test_"),
                        event.path("learning_rate").asDouble(Double.NaN),
                        event.path("seconds").asDouble(Double.NaN)))
                .toList());
    }

    /// How weights, gradients and activations were distributed, where the experiment asked for it; otherwise as [#read].
    ///
    /// @throws InvalidRequestException when a line but the last is no JSON
    public static List<Histograms> histograms(Path folder) {
        return StoredFile.read(folder.resolve(RunFolder.JOURNAL), () -> events(folder, HistogramsLine.EVENT).stream().map(HistogramsLine::read).toList());
    }

    private static List<JsonNode> events(Path folder, String wanted) {
        Path file = folder.resolve(RunFolder.JOURNAL);
        List<JsonNode> events = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonNode event = StoredJson.line(file, lines.get(i));
                if (event.path("event").asString("").equals(wanted)) {
                    events.add(event);
                }
            } catch (JacksonException damaged) {
                if (i < lines.size() - 1) {
                    throw new InvalidRequestException("%s is damaged: line %d is no JSON".formatted(file, i + 1), damaged);
                }
            }
        }
        return List.copyOf(events);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    private static Figures figures(JsonNode event, String prefix) {
        JsonNode loss = event.path(prefix + "loss");
        return loss.isMissingNode() ? null : new Figures(loss.asDouble(Double.NaN), event.path(prefix + "accuracy").asDouble(Double.NaN), metrics(event, prefix));
    }

    /// Of the training part, whose figures are running means, there are none.
    private static SequencedMap<String, Double> metrics(JsonNode event, String prefix) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        event.properties().stream().filter(entry -> !prefix.isEmpty() && entry.getKey().startsWith(prefix))
                .forEach(entry -> metrics.put(entry.getKey().substring(prefix.length()), entry.getValue().asDouble(Double.NaN)));
        metrics.keySet().removeAll(Set.of("loss", "accuracy"));
        return metrics;
    }
}
