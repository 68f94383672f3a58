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
import nunchi.codec.Json;
import nunchi.codec.MalformedException;
import nunchi.codec.RecordCodec;
import nunchi.codec.Tree;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import org.jspecify.annotations.Nullable;

/// Lines of `journal.jsonl`, one for each event.
public final class JournalFile {
    private static final String EVENT = "event";
    private static final String EPOCH = "epoch";
    private static final Map<String, Class<? extends Record>> EVENTS = Map.ofEntries(
            Map.entry("started", JournalLine.Started.class),
            Map.entry("resumed", JournalLine.Resumed.class),
            Map.entry("intervention", JournalLine.InterventionLine.class),
            Map.entry("weights", JournalLine.WeightsHash.class),
            Map.entry("plane", JournalLine.Plane.class),
            Map.entry("surface", JournalLine.Surface.class),
            Map.entry(EPOCH, EpochRecord.class),
            Map.entry("histograms", HistogramsRecord.class),
            Map.entry("finished", JournalLine.Finished.class),
            Map.entry("failed", JournalLine.Failed.class));

    private JournalFile() {}

    /// With its end.
    public static byte[] bytes(JournalLine line) {
        String name = EVENTS.entrySet().stream()
                .filter(event -> event.getValue() == line.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
        SequencedMap<String, Tree> tree = new LinkedHashMap<>();
        tree.put(EVENT, Tree.of(name));
        if (line instanceof EpochRecord epoch) {
            tree.put(EPOCH, Tree.of(epoch.epoch()));
            epoch.values().forEach((metric, value) -> tree.put(metric, RecordCodec.number(value)));
        } else {
            tree.putAll(Codec.tree((Record) line).entries());
        }
        return (Json.line(Tree.of(tree)) + "\n").getBytes(StandardCharsets.UTF_8);
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
            } catch (MalformedException damaged) {
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
    /// @throws MalformedException        where the text is no JSON
    public static @Nullable JournalLine line(Path file, String text) {
        Tree tree = Json.parse(text);
        return StoredFile.read(file, () -> {
            Tree event = tree.path(EVENT);
            Check.require(event instanceof Tree.Text, "it has a line that names no event");
            Class<? extends Record> type = EVENTS.get(event.inWords());
            return type == null ? null : type == EpochRecord.class ? epoch(tree) : (JournalLine) Codec.read(tree, type);
        });
    }

    /// All values are numbers, whatever the metrics are called.
    private static EpochRecord epoch(Tree tree) {
        Tree values = ((Tree.Fields) tree).without(EVENT).without(EPOCH);
        return new EpochRecord(Codec.read(tree, Numbered.class).epoch(), FileForms.numbers(values, ""));
    }

    /// What all events of an epoch have.
    public record Numbered(int epoch) {}
}
