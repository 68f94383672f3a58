package nunchi.studio;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.ForkedFrom;
import nunchi.record.Codec;
import nunchi.record.KindRecord;
import nunchi.record.RunRecord;
import nunchi.run.RunFolder;

/// The runs of a folder and of the folders in it, such as the trials of a search: found anew at each question, and read
/// anew where their files have changed.
final class RunIndex {
    static final String JOURNAL = "journal.jsonl";
    private static final String EXPERIMENT = "experiment.yaml";
    private static final String REPORT = "report.html";
    /// A lab has searches, which have trials.
    private static final int DEPTH = 3;

    private final Path folder;
    private final Map<String, RunLine> read = new ConcurrentHashMap<>();

    RunIndex(Path folder) {
        this.folder = folder;
    }

    /// All there are.
    synchronized StudioRecord.Runs listed() {
        Map<String, Path> found = found();
        read.keySet().retainAll(found.keySet());
        List<StudioRecord.Run> runs = new ArrayList<>(found.entrySet().parallelStream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList());
        runs.sort(Comparator.comparing((StudioRecord.Run run) -> !run.state().equals(RunLine.TRAINING))
                .thenComparing(
                        Comparator.comparingLong(StudioRecord.Run::changed).reversed())
                .thenComparing(StudioRecord.Run::id));
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new StudioRecord.Runs(name == null ? "" : name.toString(), runs);
    }

    private StudioRecord.Run line(String id, Path run) {
        RunLine known = read.get(id);
        if (known == null || !known.isCurrent()) {
            known = RunLine.read(id, run);
            read.put(id, known);
        }
        return known.run();
    }

    /// One of them with its settings.
    ///
    /// @throws InvalidRequestException when there is none
    StudioRecord.Detail detail(String id) {
        Path run = folder(id);
        boolean model = Stream.of(RunFolder.BEST, RunFolder.LAST, RunFolder.STATE)
                .anyMatch(file -> Files.exists(run.resolve(file)));
        return new StudioRecord.Detail(line(id, run), settings(run), Files.exists(run.resolve(REPORT)), model);
    }

    /// Those below a folder.
    StudioRecord.Trials trials(String within) {
        return new TrialTable(
                        within,
                        found().keySet().parallelStream()
                                .filter(id -> id.startsWith(within + "/"))
                                .sorted()
                                .map(this::detail)
                                .toList())
                .record();
    }

    /// Several beside each other: which of them differ by their seed alone, and whether these groups differ.
    ///
    /// @throws InvalidRequestException when one of them is not there
    StudioRecord.Compared compared(List<String> ids) {
        return SeedGroups.of(ids.stream().map(this::detail).toList()).compared();
    }

    private static SequencedMap<String, String> settings(Path run) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        try {
            String yaml = Files.readString(run.resolve(EXPERIMENT));
            Leaves.of(ExperimentFile.tree(yaml)).forEach((key, value) -> {
                if (!ForkedFrom.isBefore(key)) {
                    settings.put(key, value.toString());
                }
            });
        } catch (IOException | InvalidRequestException unreadable) {
            return settings;
        }
        return settings;
    }

    /// A sentence with paths as they are within the folder.
    String withoutFolder(String sentence) {
        return sentence.replace(folder + File.separator, "").replace(folder.toString(), "the folder");
    }

    /// @throws InvalidRequestException when there is no such run, or it has no report yet
    String report(String id) {
        try {
            Path report = folder(id).resolve(REPORT);
            Check.require(Files.isRegularFile(report), "this run has no report yet");
            return Files.readString(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws InvalidRequestException when there is no such run
    Path journal(String id) {
        return folder(id).resolve(JOURNAL);
    }

    /// Only what was found is opened, so that no name leads out of the folder.
    ///
    /// @throws InvalidRequestException when there is no such run
    Path folder(String id) {
        RunLine known = read.get(id);
        Path run = known == null || !Files.isDirectory(known.folder(), LinkOption.NOFOLLOW_LINKS)
                ? found().get(id)
                : known.folder();
        if (run == null) {
            throw new InvalidRequestException("there is no such run; it may have been deleted");
        }
        return run;
    }

    private Map<String, Path> found() {
        Map<String, Path> runs = new LinkedHashMap<>();
        find(folder, "", DEPTH, runs);
        return runs;
    }

    private static void find(Path within, String prefix, int depth, Map<String, Path> runs) {
        try (Stream<Path> entries = Files.list(within)) {
            for (Path entry : entries.sorted().toList()) {
                String name = prefix + entry.getFileName();
                if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry) && !name.contains("/.")) {
                    if (isRun(entry)) {
                        runs.put(name, entry);
                    } else if (depth > 1) {
                        find(entry, name + "/", depth - 1, runs);
                    }
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            // what is deleted meanwhile is not there
            return;
        }
    }

    /// Searches and labs have a result of another kind, and no journal.
    private static boolean isRun(Path entry) {
        if (Files.exists(entry.resolve(JOURNAL))) {
            return true;
        }
        try {
            return Codec.read(entry.resolve(RunRecord.FILE), KindRecord.class)
                    .filter(kind -> kind.is(RunRecord.KIND))
                    .isPresent();
        } catch (InvalidRequestException damaged) {
            return false;
        }
    }
}
