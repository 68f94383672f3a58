package nunchi.app;

import java.nio.file.Path;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private RunSettings settings;

    @Override
    public void run() {
        ExperimentFile files = new ExperimentFile();
        Experiment experiment = settings.applied(files.read(file), files);
        Study study = new Study(spec.commandLine().getOut(), Terminal.present());
        if (settings.repeat() == null) {
            study.train(experiment, settings.options());
        } else {
            study.repeatedly(experiment, settings.repeat(), settings.options());
        }
    }
}
