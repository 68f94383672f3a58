package nunchi.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lines of `journal.jsonl`, one for each event.
public final class JournalFile {
    private static final String EVENT = "event";
    private static final String EPOCH = "epoch";
    private static final Map<String, Class<? extends Record>> EVENTS = Map.of(
            "started",
            JournalLine.Started.class,
            "resumed",
            JournalLine.Resumed.class,
            EPOCH,
            EpochRecord.class,
            "histograms",
            HistogramsRecord.class,
            "finished",
            JournalLine.Finished.class,
            "failed",
            JournalLine.Failed.class);

    private JournalFile() {}

    /// With its end.
    public static byte[] bytes(JournalLine line) {
        String name = EVENTS.entrySet().stream()
                .filter(event -> event.getValue() == line.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set(EVENT, RecordWriter.value(name));
        if (line instanceof EpochRecord epoch) {
            tree.set(EPOCH, RecordWriter.value(epoch.epoch()));
            tree.setAll(RecordWriter.map(epoch.values()));
        } else {
            tree.setAll(Codec.tree((Record) line));
        }
        return (Codec.line(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// All lines, in the order in which they were written. A last one that a kill cut off is left out, as are events
    /// that a later version added.
    ///
    /// @return none where there is no such file
    /// @throws InvalidRequestException when another line is no JSON, or not what was written
    public static List<JournalLine> read(Path file) {
        List<JournalLine> read = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                JournalLine line = line(file, lines.get(i));
                if (line != null) {
                    read.add(line);
                }
            } catch (JacksonException damaged) {
                if (i < lines.size() - 1) {
                    throw new InvalidRequestException(
                            "%s is damaged: its line %d is no JSON".formatted(file, i + 1), damaged);
                }
            }
        }
        return List.copyOf(read);
    }

    /// The epochs alone.
    public static List<EpochRecord> epochs(Path file) {
        return read(file).stream()
                .filter(EpochRecord.class::isInstance)
                .map(EpochRecord.class::cast)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the journal %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// @return null for an event that a later version added
    /// @throws InvalidRequestException where a key does not hold what is written there
    /// @throws JacksonException        where the text is no JSON
    public static JournalLine line(Path file, String text) {
        JsonNode tree = StoredFile.json(text);
        return StoredFile.read(file, () -> {
            JsonNode event = tree.path(EVENT);
            Check.require(event.isString(), "it has a line that names no event");
            Class<? extends Record> type = EVENTS.get(event.stringValue());
            return type == null ? null : type == EpochRecord.class ? epoch(tree) : (JournalLine) Codec.read(tree, type);
        });
    }

    /// All values are numbers, whatever the metrics are called.
    private static EpochRecord epoch(JsonNode tree) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        tree.properties().stream()
                .filter(entry ->
                        !entry.getKey().equals(EVENT) && !entry.getKey().equals(EPOCH))
                .forEach(entry -> values.put(
                        entry.getKey(), (Double) RecordReader.value(entry.getValue(), double.class, entry.getKey())));
        return new EpochRecord(Codec.read(tree, Numbered.class).epoch(), values);
    }

    /// What all events of an epoch have.
    public record Numbered(int epoch) {}
}
