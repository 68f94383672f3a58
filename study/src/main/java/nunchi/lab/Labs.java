package nunchi.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.clustering.Clusterings;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.lab.LabFile.Planned;
import nunchi.predict.ExampleForm;
import nunchi.predict.OwnPictures;
import nunchi.record.ReportWriter;
import nunchi.record.RunRecord;
import nunchi.run.FolderLock;
import nunchi.run.NewFolder;
import nunchi.run.Outlines;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.search.SearchResult;
import nunchi.search.Searches;
import nunchi.search.TrialOutcome;
import nunchi.train.ProgramFault;
import org.jspecify.annotations.Nullable;

/// The built-in studies, and running them.
public final class Labs {

    private Labs() {}

    /// In the order in which `nunchi lab` lists them.
    public static List<Lab> all() {
        return BuiltInLabs.ALL;
    }

    /// @throws nunchi.check.InvalidRequestException for an unknown name, listing the known ones
    public static Lab named(String name) {
        return all().stream()
                .filter(lab -> lab.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "study", name, all().stream().map(Lab::name).toList()));
    }

    /// The study whose files lie in a folder, as [#copy] writes them: in the order, with the title and the quick
    /// settings of its `lab.yaml` ([LabPlan]). Without one, as in copies of before, those of the built-in study that
    /// has members of the same names; of any other files in the order of their names, without quick settings.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no experiment file in the folder
    public static Lab in(Path folder) {
        return StudyFiles.read(folder);
    }

    /// How a lab is run.
    ///
    /// @param quick   whether to take the settings of a quick run
    /// @param changes made to each member's task, such as a search:
    ///                `new Task.Training(experiment.withSearch(new SearchSettings().withRepeat(20)))`
    /// @param pictures one's own, or folders of them, shown to every model that is trained once and takes images
    public record Request(boolean quick, UnaryOperator<Task> changes, List<Path> pictures) {
        public Request {
            pictures = List.copyOf(pictures);
        }

        public Request(boolean quick, UnaryOperator<Task> changes) {
            this(quick, changes, List.of());
        }

        public Request() {
            this(false, UnaryOperator.identity());
        }
    }

    /// A member that has been run.
    ///
    /// @param trials one for each training, in order
    /// @param search what came out of it; null for a single training, and for what is no training
    public record Outcome(
            Task task,
            Path folder,
            List<RunRecord> trials,
            @Nullable SearchResult search) {}

    /// Runs every member into a folder of its own within the lab's, and writes one report.
    ///
    /// @throws nunchi.check.InvalidRequestException when a member cannot be run as it stands
    public static Outcomes run(Lab lab, Request request, RunOptions wanted, LabListener listener) {
        RunOptions options = wanted.keepingData();
        List<Planned> members = lab.members().stream()
                .map(member -> new Planned(member.folder(), request.changes().apply(lab.task(member, request.quick()))))
                .toList();
        Check.require(
                !request.quick()
                        || lab.members().stream()
                                .anyMatch(member -> !member.quick().isEmpty()),
                "%s has no settings of a quick run; %s, or limit the data in its files"
                        .formatted(lab.name(), Remedy.NOT_QUICK));
        request.pictures()
                .forEach(path ->
                        Check.require(Files.exists(path), "there is no image and no folder %s".formatted(path)));
        Check.require(
                request.pictures().isEmpty() || members.stream().anyMatch(member -> isTrainedOnce(member.task())),
                "no member of %s is trained once, so that there is no model to show images to; %s"
                        .formatted(lab.name(), Remedy.NO_PICTURES));
        members.forEach(member -> check(member, request.pictures(), options));
        LabFile plan = new LabFile(lab.name(), lab.title(), request.quick(), members, request.pictures());
        return NewFolder.begin(options.out(), lab.name(), begun -> {
            plan.write(begun.folder(), options.files());
            return run(plan, begun.folder(), options, listener);
        });
    }

    private static boolean isTrainedOnce(Task task) {
        return task instanceof Task.Training training && !SearchSettings.isSearch(training.experiment());
    }

    /// Before anything is written: a member that cannot be run as it stands must not cost what the members before it
    /// were trained for.
    private static void check(Planned member, List<Path> pictures, RunOptions options) {
        try {
            switch (member.task()) {
                case Task.Training training
                when SearchSettings.isSearch(training.experiment()) -> Searches.check(training.experiment(), options);
                case Task.Training training -> check(SearchSettings.single(training.experiment()), pictures, options);
                case Task.Outlining outlining -> Outlines.summary(outlining.outline(), options);
                case Task.Clustering clustering -> Clusterings.check(clustering.study(), options);
            }
        } catch (InvalidRequestException unfit) {
            throw new InvalidRequestException("%s: %s".formatted(member.folder(), unfit.getMessage()), unfit);
        }
    }

    private static void check(Experiment experiment, List<Path> pictures, RunOptions options) {
        Datasets whole = options.whole(experiment);
        Runs.check(experiment, whole, options);
        if (!pictures.isEmpty()) {
            OwnPictures.check(
                    pictures, ExampleForm.of(whole.train(), experiment.data().picture()));
        }
    }

    /// Goes on with a lab that was interrupted: what has ended is not trained again.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder holds no lab, or a member's plan is no longer what
    ///                                              it was begun with
    public static Outcomes resume(Path folder, RunOptions wanted, LabListener listener) {
        RunOptions options = wanted.keepingData();
        LabFile plan = LabFile.read(folder, options.files());
        RunFolder lab = new RunFolder(folder);
        try (FolderLock _ = lab.lock()) {
            plan.requireBegun(folder, options.files());
            return run(plan, lab, options, listener);
        }
    }

    /// Whether [#resume] knows what to do with the folder.
    public static boolean isLab(Path folder) {
        return LabFile.isLab(folder);
    }

    private static Outcomes run(LabFile plan, RunFolder folder, RunOptions options, LabListener listener) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Planned member : plan.members()) {
            Path place = folder.file(member.folder());
            Outcome outcome = run(member.task(), options.withOut(place), listener);
            outcomes.add(outcome);
            if (!plan.pictures().isEmpty() && outcome.task() instanceof Task.Training && outcome.search() == null) {
                OwnPictures.keep(place, plan.pictures(), options);
            }
        }
        ReportWriter.report(folder.path());
        return new Outcomes(folder.path(), List.copyOf(outcomes));
    }

    private static Outcome run(Task task, RunOptions options, LabListener listener) {
        return switch (task) {
            case Task.Training training -> train(training, options, listener);
            case Task.Clustering clustering -> group(clustering, options, listener);
            case Task.Outlining outlining -> outline(outlining, options, listener);
        };
    }

    private static Outcome group(Task.Clustering clustering, RunOptions options, LabListener listener) {
        return once(
                clustering,
                RunFolder.RESULT,
                options,
                listener,
                () -> Clusterings.run(clustering.study(), options, listener));
    }

    private static Outcome outline(Task.Outlining outlining, RunOptions options, LabListener listener) {
        return once(
                outlining, RunFolder.EXPERIMENT, options, listener, () -> Outlines.run(outlining.outline(), options));
    }

    /// @param last of the files that the work writes before its report
    private static Outcome once(Task task, String last, RunOptions options, LabListener listener, Runnable work) {
        RunFolder place = new RunFolder(place(options));
        if (!Files.exists(place.file(last))) {
            ProgramFault.guard(() -> listener.begins(task));
            RunFolder.clear(place.path());
            work.run();
        } else if (!place.isReported()) {
            ReportWriter.report(place.path());
        }
        return new Outcome(task, place.path(), List.of(), null);
    }

    private static Outcome train(Task.Training training, RunOptions options, LabListener listener) {
        Experiment experiment = training.experiment();
        Path place = place(options);
        boolean begun = Files.exists(place.resolve(RunFolder.EXPERIMENT));
        if (!SearchSettings.isSearch(experiment)) {
            if (Files.exists(place.resolve(RunFolder.RESULT))) {
                Runs.complete(place, options.withListener(listener));
            } else {
                ProgramFault.guard(() -> listener.begins(training));
                trainOnce(training.kept(), begun, options.withListener(listener));
            }
            return new Outcome(training, place, List.of(RunRecord.read(place)), null);
        }
        ProgramFault.guard(() -> listener.begins(training));
        if (!begun) {
            RunFolder.clear(place);
        }
        SearchResult result =
                begun ? Searches.resume(place, options, listener) : Searches.run(experiment, options, listener);
        return new Outcome(
                training,
                place,
                result.trials().stream().map(TrialOutcome::result).toList(),
                result);
    }

    /// The folder of a member, which is always named.
    private static Path place(RunOptions options) {
        return Objects.requireNonNull(options.out());
    }

    private static void trainOnce(Experiment experiment, boolean begun, RunOptions options) {
        if (begun) {
            Runs.resume(place(options), options);
        } else {
            RunFolder.clear(place(options));
            Runs.run(experiment, options);
        }
    }

    /// Writes the members' files and their `lab.yaml` into a folder, as a start for one's own.
    ///
    /// @return the files written
    /// @throws nunchi.check.InvalidRequestException where the folder is not empty; then nothing is written
    public static List<Path> copy(Lab lab, Path folder) {
        return StudyFiles.copy(lab, folder);
    }
}
