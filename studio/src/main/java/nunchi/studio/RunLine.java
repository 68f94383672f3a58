package nunchi.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Split;
import nunchi.file.LockFile;
import nunchi.record.Codec;
import nunchi.record.EpochRecord;
import nunchi.record.RunRecord;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// A run as the table has it, with what its files were when it was read.
///
/// @param folder of the run
/// @param stamp  sizes and times of its files
record RunLine(StudioRecord.Run run, Path folder, List<Long> stamp) {
    static final String TRAINING = "training";
    private static final String INTERRUPTED = "interrupted";
    private static final String UNREADABLE = "unreadable";

    /// Whether nothing has changed since; a run that is trained may end without a word.
    boolean isCurrent() {
        return !run.state().equals(TRAINING) && stamp.equals(stamp(folder));
    }

    static RunLine read(String id, Path folder) {
        List<Long> stamp = stamp(folder);
        try {
            return new RunLine(run(id, folder, stamp.getLast()), folder, stamp);
        } catch (InvalidRequestException damaged) {
            StudioRecord.Run none = new StudioRecord.Run(
                    id, name(folder), UNREADABLE, null, 0, null, stamp.getLast(), new LinkedHashMap<>());
            return new RunLine(none, folder, stamp);
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    private static StudioRecord.Run run(String id, Path folder, long changed) {
        boolean trained = LockFile.isTaken(folder);
        JournalEnds told = JournalEnds.read(folder.resolve(RunIndex.JOURNAL));
        RunRecord result = Codec.read(folder.resolve(RunRecord.FILE), RunRecord.class)
                .orElseGet(() -> Codec.empty(RunRecord.class));
        String ended = result.status() == null ? told.ended() : result.status();
        return new StudioRecord.Run(
                id,
                result.name() != null
                        ? result.name()
                        : told.started() == null ? name(folder) : told.started().name(),
                trained ? TRAINING : ended == null ? INTERRUPTED : ended,
                result.seed() != null
                        ? result.seed()
                        : told.started() == null ? null : told.started().seed(),
                told.last() == null ? 0 : told.last().epoch(),
                told.started() == null ? null : told.started().epochs(),
                changed,
                values(told.last(), result.test()));
    }

    /// Those of the test set are known after the training, in most runs.
    private static SequencedMap<String, Double> values(@Nullable EpochRecord last, @Nullable MetricValues test) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        if (last != null) {
            values.putAll(last.values());
        }
        if (test != null) {
            values.put(EpochRecord.prefix(Split.TEST) + EpochRecord.LOSS, test.loss());
            if (test.hasAccuracy()) {
                values.put(EpochRecord.prefix(Split.TEST) + EpochRecord.ACCURACY, test.accuracy());
            }
        }
        return values;
    }

    private static List<Long> stamp(Path folder) {
        List<long[]> files = Stream.of(RunIndex.JOURNAL, RunRecord.FILE, LockFile.NAME)
                .map(name -> stampOf(folder.resolve(name)))
                .toList();
        long latest = files.stream().mapToLong(file -> file[1]).max().orElse(0);
        return Stream.concat(files.stream().flatMap(file -> Stream.of(file[0], file[1])), Stream.of(latest))
                .toList();
    }

    private static long[] stampOf(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new long[] {attributes.size(), attributes.lastModifiedTime().toMillis()};
        } catch (IOException absent) {
            return new long[] {-1, 0};
        }
    }
}
