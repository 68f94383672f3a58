package nunchi.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that all commands that train share.
final class RunSettings {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--repeat", paramLabel = "N", description = "Trains N times, with seed, seed+1, …, and gives mean and deviation.")
    private int repeat = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for the run, new or empty; runs/DATE-NAME unless given.")
    private Path out;

    @Option(names = "--threads", paramLabel = "N", description = "The most threads to compute with; no result depends on it.")
    private Integer threads;

    @Option(names = "--epochs", paramLabel = "N", description = "Trains for N epochs at most.")
    private Integer epochs;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all randomness.")
    private Long seed;

    @Option(names = "--data", paramLabel = "NAME|PATH", description = "Another data set: a name ('nunchi data list'), a folder of images, or a CSV file.")
    private String data;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where data sets are looked for first.")
    private Path dataFolder;

    @Option(names = "--tensorboard", description = "Also writes what TensorBoard shows: figures, weights and mistakes, into the run's folder.")
    private boolean tensorboard;

    /// The experiment as the options change it.
    ///
    /// @param changes further ones, each `key.path=value`
    Experiment applied(Experiment experiment, List<String> changes) {
        List<String> all = new ArrayList<>();
        if (epochs != null) {
            all.add("train.epochs=" + epochs);
        }
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (data != null) {
            all.add("data.name='" + data.replace("'", "''") + "'");
        }
        all.addAll(changes);
        return all.isEmpty() ? experiment : new ExperimentFile().with(experiment, all);
    }

    RunOptions options() {
        RunOptions options = new RunOptions().withOut(out).withTensorboard(tensorboard)
                .withData(DownloadProgress.catalogue(dataFolder, spec.commandLine().getErr()));
        return threads == null ? options : options.withThreads(threads);
    }

    /// How often to train; 1 unless asked for.
    int repeat() {
        return repeat;
    }
}
