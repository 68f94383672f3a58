package nunchi.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.StoredFile;
import nunchi.file.StoredJson;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A run's history as a table: a line of names, `epoch,loss,accuracy,val_loss,val_accuracy,…` as Keras has them, then one line an epoch. What was
/// not measured after an epoch is left empty; a number that is not finite is `NaN`.
public final class HistoryTable {
    private static final String EVENT = "event";

    private HistoryTable() {}

    /// @param journal a run's `journal.jsonl`; a last line that a kill cut off is left out
    /// @return the epochs
    /// @throws InvalidRequestException when the journal is damaged or tells of no epoch, or the disk refuses
    public static int write(Path journal, Path table) {
        SortedMap<Integer, JsonNode> epochs = StoredFile.read(journal, () -> epochs(journal));
        Check.require(!epochs.isEmpty(), "%s tells of no epoch; the run has not trained one".formatted(journal));
        Set<String> columns = new LinkedHashSet<>();
        epochs.values().forEach(epoch -> columns.addAll(epoch.propertyNames()));
        columns.remove(EVENT);
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        epochs.values().forEach(epoch -> text.append(line(journal, columns, epoch)).append('\n'));
        WholeFile.write(table, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        return epochs.size();
    }

    private static String line(Path journal, Set<String> columns, JsonNode epoch) {
        return StoredFile.read(journal, () -> columns.stream().map(column -> cell(epoch.path(column))).collect(Collectors.joining(",")));
    }

    private static String cell(JsonNode value) {
        return value.isNull() ? "NaN" : value.asString("");
    }

    /// Of an epoch that was trained twice, since the run went on from a checkpoint, the last counts.
    private static SortedMap<Integer, JsonNode> epochs(Path journal) {
        SortedMap<Integer, JsonNode> epochs = new TreeMap<>();
        List<String> lines = lines(journal);
        for (int number = 0; number < lines.size(); number++) {
            try {
                JsonNode line = StoredJson.line(journal, lines.get(number));
                if (line.path(EVENT).asString("").equals("epoch")) {
                    epochs.put(line.path("epoch").asInt(), line);
                }
            } catch (JacksonException damaged) {
                Check.require(number == lines.size() - 1, "%s is damaged: its line %d is not JSON".formatted(journal, number + 1));
            }
        }
        return epochs;
    }

    private static List<String> lines(Path journal) {
        try {
            return Files.readAllLines(journal);
        } catch (IOException unreadable) {
            throw new InvalidRequestException("the journal %s cannot be read: %s".formatted(journal, Unreadable.reason(unreadable)), unreadable);
        }
    }
}
