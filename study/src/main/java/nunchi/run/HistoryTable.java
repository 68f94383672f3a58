package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.file.WholeFile;
import nunchi.record.EpochRecord;
import nunchi.record.JournalFile;

/// A run's history as a table: a line of names, `epoch,loss,accuracy,val_loss,val_accuracy,…` as Keras has them, then
/// one line an epoch. What was not measured after an epoch is left empty; a number that is not finite is `NaN`.
public final class HistoryTable {
    private HistoryTable() {}

    /// @param journal a run's `journal.jsonl`; a last line that a kill cut off is left out
    /// @return the epochs
    /// @throws nunchi.check.InvalidRequestException when the journal is damaged or tells of no epoch, or the disk
    ///                                              refuses
    public static int write(Path journal, Path table) {
        Check.require(Files.exists(journal), "the journal %s cannot be read: there is no such file".formatted(journal));
        SortedMap<Integer, EpochRecord> epochs = new TreeMap<>();
        // of an epoch that was trained twice, since the run went on from a checkpoint, the last counts
        JournalFile.epochs(journal).forEach(epoch -> epochs.put(epoch.epoch(), epoch));
        Check.require(!epochs.isEmpty(), "%s has no epoch; the run has not trained one".formatted(journal));
        Set<String> columns = new LinkedHashSet<>();
        epochs.values().forEach(epoch -> columns.addAll(epoch.values().keySet()));
        StringBuilder text =
                new StringBuilder("epoch,").append(String.join(",", columns)).append('\n');
        epochs.values()
                .forEach(epoch -> text.append(epoch.epoch())
                        .append(',')
                        .append(line(columns, epoch))
                        .append('\n'));
        WholeFile.write(table, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        return epochs.size();
    }

    private static String line(Set<String> columns, EpochRecord epoch) {
        return columns.stream()
                .map(column -> epoch.values().containsKey(column) ? Double.toString(epoch.value(column)) : "")
                .collect(Collectors.joining(","));
    }
}
