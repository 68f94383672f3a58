package nunchi.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.codec.Overrides;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.SearchSettings;
import nunchi.lab.Task;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options that all commands that train share.
final class RunSettings {
    private static final Set<String> WITH_RESUME =
            Set.of("--resume", "--threads", "--data-dir", "--tensorboard", NunchiCommand.STACK_TRACE);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Number of trainings, at least 1, with seeds seed, seed+1, …; reports mean and standard deviation (default: 1).")
    private @Nullable Integer repeat;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "Number of trainings at a time, at least 1; they share the threads. Results do not depend on it; small networks finish sooner (default: 1).")
    private @Nullable Integer parallel;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Folder of an interrupted run, search or study to continue; it ends with the same result as without interruption (default: begin a new run).")
    private @Nullable Path resume;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the run, new or empty (default: runs/DATE-NAME).")
    private @Nullable Path out;

    @Mixin
    private Machine machine;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Maximum number of epochs, at least 1 (default: the experiment's).")
    private @Nullable Integer epochs;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: the experiment's, else 1).")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "Another data set: a name ('nunchi data list'), a folder of images or a CSV file (default: the experiment's).")
    private @Nullable String data;

    @Mixin
    private DataPlace place;

    @Option(
            names = "--tensorboard",
            description =
                    "Also writes metrics, histograms and misclassified examples for TensorBoard into RUN/tensorboard.")
    private boolean tensorboard;

    /// A lab's task as the options change it.
    ///
    /// @throws nunchi.check.InvalidRequestException when an option is about trainings and the task is none
    Task applied(Task task) {
        return switch (task) {
            case Task.Training training -> new Task.Training(applied(training.experiment(), List.of()));
            case Task.Clustering clustering -> {
                requireNone(
                        task,
                        "trains nothing",
                        "--epochs, --repeat, --parallel, --data and --tensorboard",
                        repeat,
                        parallel,
                        epochs,
                        data);
                yield seed == null
                        ? task
                        : new Task.Clustering(clustering.study().withSeed(seed));
            }
            case Task.Outlining _ -> {
                requireNone(
                        task,
                        "is counted and not trained",
                        "--epochs, --repeat, --parallel, --data, --seed and --tensorboard",
                        repeat,
                        parallel,
                        epochs,
                        data,
                        seed);
                yield task;
            }
        };
    }

    private void requireNone(Task task, String what, String options, @Nullable Object... given) {
        Check.require(
                Stream.of(given).allMatch(Objects::isNull) && !tensorboard,
                "%s %s; omit %s".formatted(task.name(), what, options));
    }

    /// The experiment as the options change it.
    ///
    /// @param changes further ones, each `key.path=value`
    Experiment applied(Experiment experiment, List<String> changes) {
        Experiment own = data == null ? experiment : new ExperimentFile().with(experiment, List.of("published=[]"));
        List<String> all = Stream.concat(changes(), changes.stream()).toList();
        return searched(all.isEmpty() ? own : new ExperimentFile().with(own, all));
    }

    private Stream<String> changes() {
        return Stream.of(
                        epochs == null ? null : "train.epochs=" + epochs,
                        seed == null ? null : "seed=" + seed,
                        data == null ? null : data(data))
                .filter(Objects::nonNull);
    }

    /// The keys that these options and further changes set, in the order in which they are set.
    Stream<String> keys(List<String> changes) {
        return Stream.of(
                        Stream.concat(changes(), changes.stream()).map(Overrides::path),
                        Stream.of("search.repeat").filter(_ -> repeat != null),
                        Stream.of("search.parallel").filter(_ -> parallel != null))
                .flatMap(keys -> keys);
    }

    /// The change that `--data` makes.
    static String data(String name) {
        return "data.name='" + name.replace("'", "''") + "'";
    }

    private Experiment searched(Experiment experiment) {
        SearchSettings search = experiment.study().search() == null
                ? new SearchSettings()
                : experiment.study().search();
        search = repeat == null ? search : search.withRepeat(repeat);
        search = parallel == null ? search : search.withParallel(parallel);
        return experiment.withSearch(search.equals(new SearchSettings()) ? null : search);
    }

    /// The folder that is to be gone on with; then nothing else of the request may change what is trained.
    ///
    /// @throws ParameterException when something else does
    Optional<Path> resumed(CommandSpec command) {
        if (resume == null) {
            return Optional.empty();
        }
        List<String> others = command.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !WITH_RESUME.contains(name))
                .toList();
        boolean file =
                !command.commandLine().getParseResult().matchedPositionals().isEmpty();
        if (file || !others.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume continues with the settings of its folder; leave out %s"
                            .formatted(file ? "the file or study" : String.join(", ", others)));
        }
        return Optional.of(resume);
    }

    RunOptions options() {
        return machine.options(place).withOut(out).withTensorboard(tensorboard);
    }
}
