package nunchi.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Overrides;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.search.Share;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `nunchi run FILE`.
@Command(
        name = "run",
        header = "Trains, evaluates and reports an experiment, once or with several settings and seeds.",
        footer = {
            "",
            "Examples:",
            "  nunchi run study.yaml --set optimizer.sgd.learningRate=0.05 --repeat 10 --out runs/slower",
            "  nunchi run study.yaml --grid data.batch=32,64 --grid model.*.dropout.rate=0.2,0.5 --repeat 3 --parallel 2",
            "  nunchi run study.yaml --random optimizer.adam.learningRate=1e-4..1e-1:log --trials 20",
            "  nunchi run study.yaml --repeat 10 --share 3/5 --out /shared/study",
            "  nunchi run - < study.yaml",
            "  nunchi run --resume runs/slower"
        })
final class RunCommand implements Runnable {
    /// In place of a file.
    static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private NunchiCommand program;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Experiment file, YAML; - for the standard input.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Change of one value of the experiment, such as model.0.dense.units=512; repeatable (default: none).")
    private List<String> changes = List.of();

    @Mixin
    private SearchOptions search;

    @Mixin
    private RunSettings settings;

    @Override
    public void run() {
        Study study = new Study(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Terminal.present(), program.executor());
        Optional<Path> resumed = settings.resumed(spec);
        if (resumed.isPresent()) {
            study.resume(resumed.get(), settings.options());
            return;
        }
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        Overrides.requireEachCounts(
                Stream.concat(settings.keys(changes), search.keys().stream()).toList());
        Experiment experiment = search.applied(settings.applied(read(file), changes));
        Optional<Share> share = search.share();
        if (share.isEmpty()) {
            study.run(experiment, settings.options());
            return;
        }
        Check.require(
                settings.options().out() != null,
                "several processes train into one folder; give the same --out DIR to all of them");
        study.share(experiment, share.get(), settings.options());
    }

    private static Experiment read(Path file) {
        if (!file.toString().equals(STANDARD_INPUT)) {
            return new ExperimentFile().read(file);
        }
        try {
            return new ExperimentFile().read(System.in);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException("the standard input: " + refused.getMessage(), refused);
        }
    }
}
