package nunchi.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.experiment.ForkedFrom;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.RunRecord;
import org.jspecify.annotations.Nullable;

/// Several runs side by side, from the files of their folders.
///
/// @param runs        in the order asked for; a search stands for its trials, a lab for its members
/// @param differences what is not the same in all experiments: keys with one value for each run
public record RunComparison(List<Compared> runs, Map<String, List<String>> differences) {
    /// What stands for a setting that an experiment does not have.
    private static final String ABSENT = "–";

    private static final String EXPERIMENT = "experiment.yaml";
    private static final Set<String> IN_WORDS_ONLY = Set.of("name", "title", "description", "published", "search");

    /// One of the runs.
    ///
    /// @param label      that no other of the runs has: its folder, from where their folders differ
    /// @param result     its `result.json`; without any key where it has not ended
    /// @param experiment its `experiment.yaml`
    /// @param parameters of its model; null where unknown
    /// @param epochs     its journal's
    public record Compared(
            String label,
            Path folder,
            RunRecord result,
            Tree experiment,
            @Nullable Long parameters,
            List<EpochRecord> epochs) {

        /// The experiment's.
        public String name() {
            return experiment.at("name").text("");
        }

        /// What all that is random comes from, whether the run has ended or not.
        ///
        /// @return null where nobody knows
        public @Nullable Long seed() {
            Tree planned = experiment.at("seed");
            return result.seed() != null ? result.seed() : planned.isNumber() ? (Long) (long) planned.number() : null;
        }

        /// `finished`, `stopped early`, `failed`, or `unfinished`.
        public String status() {
            return Objects.requireNonNullElse(result.status(), "unfinished");
        }

        /// A curve's points, `[epoch, value]`, where the journal has the figure.
        ///
        /// @param key the journal's: `val_accuracy`
        public List<double[]> curve(String key) {
            return epochs.stream()
                    .filter(event -> !Double.isNaN(event.value(key)))
                    .map(event -> new double[] {event.epoch(), event.value(key)})
                    .toList();
        }
    }

    /// @param folders of runs, searches or labs
    /// @throws nunchi.check.InvalidRequestException when one holds none, a file is damaged, or there are fewer than two
    ///                                              runs
    public static RunComparison of(List<Path> folders) {
        List<Path> runs = new ArrayList<>();
        folders.forEach(folder -> runs.addAll(runs(folder)));
        Check.require(
                runs.size() > 1,
                "there is %s, by its result.json; give at least two to compare"
                        .formatted(
                                runs.isEmpty()
                                        ? "no run in " + folders.getFirst()
                                        : "one run alone, " + runs.getFirst()));
        List<Path> places =
                runs.stream().map(run -> run.toAbsolutePath().normalize()).toList();
        runs.forEach(run -> Check.require(
                Collections.frequency(places, run.toAbsolutePath().normalize()) == 1,
                "%s is given twice; give each run once".formatted(run)));
        List<String> labels = labels(runs);
        List<Compared> compared = new ArrayList<>();
        List<Map<String, String>> experiments = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Folder run = new Folder(runs.get(i));
            String label = labels.get(i);
            compared.add(run.read(() -> new Compared(
                    label, run.path(), run.run(), run.experiment(), run.model().parameters(), run.epochs())));
            experiments.add(run.read(() -> keys(run.experiment())));
        }
        return new RunComparison(List.copyOf(compared), differences(experiments));
    }

    /// Metrics, differing settings and curves as HTML for a notebook, [nunchi.train.ResultView].
    public String toHtml() {
        return Fragment.of(
                "Comparison of %d runs".formatted(runs.size()), read(() -> ComparisonPage.body(this, Chapter.still())));
    }

    /// Makes something of what the runs' files told.
    ///
    /// @throws nunchi.check.InvalidRequestException when these are not as the runs wrote them
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException damaged) {
            throw StoredFile.damaged(
                    String.join(
                            " or ",
                            runs.stream()
                                    .map(run ->
                                            run.folder().resolve("result.json").toString())
                                    .toList()),
                    damaged);
        }
    }

    /// What a reader should know before figures are compared, in sentences: whether the runs were measured on different
    /// rows, which figures are not of one kind, and of each run whose `experiment.yaml` was edited after its training,
    /// what differs.
    public List<String> notes() {
        List<Folder> folders =
                runs.stream().map(run -> new Folder(run.folder())).toList();
        List<String> notes =
                new ArrayList<>(SeedDependentSplits.differing(folders).stream().toList());
        notes.addAll(IncomparableMetrics.notes(runs));
        for (int i = 0; i < runs.size(); i++) {
            String edited = folders.get(i).edited();
            if (!edited.isEmpty()) {
                notes.add(runs.get(i).label() + ": " + edited);
            }
        }
        return notes;
    }

    private static List<Path> runs(Path folder) {
        Check.require(!Files.isRegularFile(folder), "%s is a file; name the folders of runs".formatted(folder));
        Check.require(Files.isDirectory(folder), "there is no folder " + folder);
        Folder whole = new Folder(folder);
        if (!whole.is(RunRecord.KIND)) {
            return whole.within().stream()
                    .flatMap(each -> runs(folder.resolve(each)).stream())
                    .toList();
        }
        Check.require(
                Files.exists(folder.resolve(EXPERIMENT)),
                "%s is not a run: it has no experiment.yaml, and its result.json names no search, lab or clustering"
                        .formatted(folder));
        List<Path> trials = Files.exists(folder.resolve(RunRecord.FILE)) ? List.of() : trials(folder);
        return trials.isEmpty() ? List.of(folder) : trials;
    }

    /// Of a search that has written no result yet, those that have begun.
    private static List<Path> trials(Path search) {
        Path all = search.resolve("trials");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(all)) {
            return inside.filter(trial -> Files.exists(trial.resolve(EXPERIMENT)))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(all, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// The paths from the first folder on in which they differ.
    private static List<String> labels(List<Path> runs) {
        List<Path> paths =
                runs.stream().map(run -> run.toAbsolutePath().normalize()).toList();
        int shortest = paths.stream().mapToInt(Path::getNameCount).min().orElseThrow();
        int common = 0;
        while (common < shortest - 1 && same(paths, common)) {
            common++;
        }
        int from = common;
        return paths.stream()
                .map(path -> path.subpath(from, path.getNameCount()).toString().replace('\\', '/'))
                .toList();
    }

    private static boolean same(List<Path> paths, int depth) {
        return paths.stream().map(path -> path.getName(depth)).distinct().count() == 1;
    }

    private static Map<String, String> keys(Tree experiment) {
        Map<String, String> keys = new LinkedHashMap<>();
        Leaves.of(experiment).forEach((key, value) -> {
            // what trained the epochs before a fork is compared as the run that it was forked from
            if (!IN_WORDS_ONLY.contains(key.split("\\.", 2)[0]) && !ForkedFrom.isBefore(key)) {
                keys.put(key, value.isNone() ? ABSENT : SearchSummary.value(value));
            }
        });
        return keys;
    }

    private static Map<String, List<String>> differences(List<Map<String, String>> experiments) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        Set<String> keys = new TreeSet<>();
        experiments.forEach(experiment -> keys.addAll(experiment.keySet()));
        for (String key : keys) {
            List<String> values = experiments.stream()
                    .map(experiment -> experiment.getOrDefault(key, ABSENT))
                    .toList();
            if (values.stream().distinct().count() > 1) {
                differences.put(key, values);
            }
        }
        return differences;
    }

    /// The parts of the data on which one of the runs was measured.
    public List<Split> parts() {
        return Stream.of(Split.values())
                .filter(part ->
                        runs.stream().anyMatch(run -> run.result().figures(part).isPresent()))
                .toList();
    }

    /// Loss, accuracy and the further metrics that a run was measured by.
    public List<Quantity> quantities() {
        SequencedMap<String, Quantity> all = new LinkedHashMap<>();
        Stream.of(Quantity.LOSS, Quantity.ACCURACY).forEach(each -> all.put(each.name(), each));
        for (Compared run : runs) {
            run.result().quantities().forEach(quantity -> all.putIfAbsent(quantity.name(), quantity));
        }
        return List.copyOf(all.values());
    }

    /// The figure by which the curves are compared: of the validation set, else of the test set, else of training;
    /// the accuracy where there is one.
    ///
    /// @return a key of the journal
    public String measure() {
        return List.of("val_accuracy", "val_loss", "test_accuracy", "test_loss", "accuracy", "loss").stream()
                .filter(key -> runs.stream().anyMatch(run -> !run.curve(key).isEmpty()))
                .findFirst()
                .orElse("loss");
    }
}
