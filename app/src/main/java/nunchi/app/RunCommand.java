package nunchi.app;

import java.nio.file.Path;
import java.util.List;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi run FILE`.
@Command(
        name = "run",
        header = "Trains, evaluates and reports one experiment file.",
        footer = {"", "Example:", "  nunchi run study.yaml --set optimizer.sgd.learningRate=0.05 --repeat 10 --out runs/slower"})
final class RunCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The experiment, as YAML.")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "Changes one value of the experiment, such as model.0.dense.units=512; may be given several times.")
    private List<String> changes = List.of();

    @Mixin
    private RunSettings settings;

    @Override
    public void run() {
        Experiment experiment = settings.applied(new ExperimentFile().read(file), changes);
        Study study = new Study(spec.commandLine().getOut(), Terminal.present());
        if (settings.repeat() == 1) {
            study.once(experiment, settings.options());
        } else {
            study.repeatedly(experiment, settings.repeat(), settings.options());
        }
    }
}
