package nunchi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.SearchSettings;
import nunchi.lab.Labs;
import nunchi.record.LabRecord;
import nunchi.record.LabRecord.MemberRecord;
import nunchi.run.History;
import nunchi.run.RunFolder;
import nunchi.search.Plan;

/// How far the work in a folder has come, by the files in it:
/// `in experiment 2 of 3 (dropout), in trial 4 of 20, after epoch 7 of 30`.
final class Stage {
    private Stage() {}

    /// @return empty where the files do not tell
    static String of(Path folder) {
        try {
            return String.join(", ", parts(new RunFolder(folder)));
        } catch (InvalidRequestException | UncheckedIOException untold) {
            return "";
        }
    }

    private static List<String> parts(RunFolder folder) {
        if (Labs.isLab(folder.path())) {
            return experiment(
                    folder,
                    folder.read(RunFolder.RESULT, LabRecord.class).orElseThrow().members().stream()
                            .map(MemberRecord::folder)
                            .toList());
        }
        if (!Files.exists(folder.file(RunFolder.EXPERIMENT))) {
            return List.of();
        }
        Experiment experiment = folder.experiment(new ExperimentFile());
        return SearchSettings.isSearch(experiment) ? trial(folder, experiment) : List.of(epoch(folder, experiment));
    }

    private static String epoch(RunFolder run, Experiment experiment) {
        int ended = History.read(run.path()).size();
        int all = experiment.train().epochs();
        return ended == 0 ? "in epoch 1 of %d".formatted(all) : "after epoch %d of %d".formatted(ended, all);
    }

    /// The last that has begun.
    private static List<String> experiment(RunFolder lab, List<String> members) {
        List<String> begun = members.stream()
                .filter(member -> Files.exists(lab.file(member)))
                .toList();
        if (begun.isEmpty()) {
            return List.of();
        }
        RunFolder last = new RunFolder(lab.file(begun.getLast()));
        boolean over = Files.exists(last.file(RunFolder.REPORT)) && last.isReported();
        String place = "%s experiment %d of %d (%s)"
                .formatted(
                        over ? "after" : "in", members.indexOf(begun.getLast()) + 1, members.size(), begun.getLast());
        String within = over ? "" : of(last.path());
        return within.isEmpty() ? List.of(place) : List.of(place, within);
    }

    private static List<String> trial(RunFolder search, Experiment experiment) {
        int planned = Plan.of(experiment, new ExperimentFile()).trials().size();
        List<Path> all = trials(search.file("trials"));
        List<Path> running = all.stream()
                .filter(trial -> !Files.exists(trial.resolve(RunFolder.RESULT)))
                .toList();
        if (running.isEmpty()) {
            return List.of("after %d of %d trials".formatted(all.size(), planned));
        }
        String numbers = running.stream()
                .map(trial -> trial.getFileName().toString().replaceFirst("^0+", ""))
                .collect(Collectors.joining(", "));
        String place = "in %s %s of %d".formatted(running.size() == 1 ? "trial" : "trials", numbers, planned);
        String within = running.size() == 1 ? of(running.getFirst()) : "";
        return within.isEmpty() ? List.of(place) : List.of(place, within);
    }

    private static List<Path> trials(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
