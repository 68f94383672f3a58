package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.clustering.PointSettings;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.SearchSettings;
import nunchi.lab.Lab;
import nunchi.lab.Labs;
import nunchi.lab.Task;
import nunchi.search.Plan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi lab [NAME]`.
@Command(
        name = "lab",
        header = "Lists the built-in studies, or runs one: its experiments one after another, with one report on all.",
        footer = {
            "",
            "Examples:",
            "  nunchi lab",
            "  nunchi lab digits-from-scratch --repeat 20",
            "  nunchi lab cifar-dropout --pictures photos",
            "  nunchi lab mlp-curves --copy my-study",
            "  nunchi lab ./my-study"
        })
final class LabCommand implements Runnable {
    private static final Set<String> WITH_COPY = Set.of("--copy", NunchiCommand.STACK_TRACE);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Study to run, or folder of a study that --copy wrote (default: list all studies).")
    private @Nullable String name;

    @Option(
            names = "--quick",
            description = "Takes less data and fewer epochs, for a minute or two; the report says so.")
    private boolean quick;

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description =
                    "Folder for a copy of the study's files, to change them; nothing is run (default: run the study).")
    private @Nullable Path copy;

    @Option(
            names = "--pictures",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Own images, or folder of images, that each trained model classifies in the report (default: none).")
    private List<Path> pictures = List.of();

    @Option(
            names = "--keep-activations",
            description = "Stores the activations of all examples as .npy arrays where the study inspects layers.")
    private boolean keepActivations;

    @Mixin
    private RunSettings settings;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> resumed = settings.resumed(spec);
        if (resumed.isPresent()) {
            new Study(out, spec.commandLine().getErr(), Terminal.present()).resume(resumed.get(), settings.options());
        } else if (name == null) {
            Check.require(
                    spec.commandLine().getParseResult().matchedOptions().isEmpty(),
                    "no study is named; name one of %s, or give no option to list them"
                            .formatted(Labs.all().stream().map(Lab::name).collect(Collectors.joining(", "))));
            list(out);
        } else if (copy != null) {
            copy(name, copy, out);
        } else {
            run(name, out);
        }
    }

    private void run(String study, PrintWriter out) {
        Labs.Request request = new Labs.Request(quick, task -> keeping(settings.applied(task)), pictures);
        new Study(out, spec.commandLine().getErr(), Terminal.present())
                .lab(lab(study, request), request, settings.options());
    }

    private void copy(String study, Path target, PrintWriter out) {
        List<String> others = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(option -> !WITH_COPY.contains(option))
                .toList();
        Check.require(
                others.isEmpty(),
                "--copy writes the study's files and runs nothing; omit %s".formatted(String.join(", ", others)));
        Labs.copy(Labs.named(study), target).forEach(out::println);
        out.flush();
    }

    private Lab lab(String study, Labs.Request request) {
        boolean known = Labs.all().stream().anyMatch(lab -> lab.name().equals(study));
        Lab lab = !known && Files.isDirectory(Path.of(study)) ? Labs.in(Path.of(study)) : Labs.named(study);
        Check.require(
                !keepActivations
                        || lab.members().stream()
                                .map(member -> request.changes().apply(lab.task(member, quick)))
                                .anyMatch(task -> inspected(task).isPresent()),
                "--keep-activations is for studies that inspect the layers of a single training, as hidden-layers does; %s has none, so omit it"
                        .formatted(study));
        return lab;
    }

    /// How the layers of a single training are inspected; nothing where they are not.
    private static Optional<InspectSettings> inspected(Task task) {
        return task instanceof Task.Training training && !SearchSettings.isSearch(training.experiment())
                ? Optional.ofNullable(training.experiment().study().inspect())
                : Optional.empty();
    }

    private Task keeping(Task task) {
        Optional<InspectSettings> inspected = inspected(task);
        return keepActivations && task instanceof Task.Training training && inspected.isPresent()
                ? new Task.Training(
                        training.experiment().withInspect(inspected.get().withKeepActivations(true)))
                : task;
    }

    private static void list(PrintWriter out) {
        TextTable table = new TextTable("llrl").head("name", "data", "trainings", "study");
        for (Lab lab : Labs.all()) {
            List<Task> tasks = lab.members().stream()
                    .map(member -> lab.task(member, false))
                    .toList();
            String data = tasks.stream().flatMap(LabCommand::data).distinct().collect(Collectors.joining(", "));
            int trainings = tasks.stream().mapToInt(LabCommand::trainings).sum();
            table.row(lab.name(), data, trainings == 0 ? "–" : Numbers.count(trainings), lab.title());
        }
        out.print(table.fitted(Terminal.present().width()));
        out.println();
        out.println(Lines.folded(
                "'nunchi lab NAME' runs one; --quick runs it on less data, in a minute or two.",
                Terminal.present().width()));
        out.flush();
    }

    private static Stream<String> data(Task task) {
        return switch (task) {
            case Task.Training training ->
                Stream.of(training.experiment().data().name());
            case Task.Clustering clustering ->
                clustering.study().points().stream().map(PointSettings::name);
            case Task.Outlining outlining ->
                Stream.of(outlining.outline().data().name());
        };
    }

    private static int trainings(Task task) {
        return task instanceof Task.Training training
                ? Plan.of(training.experiment(), new ExperimentFile()).trials().size()
                : 0;
    }
}
