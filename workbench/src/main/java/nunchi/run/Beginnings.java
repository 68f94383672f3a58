package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.interchange.WeightsFile;
import nunchi.train.Snapshot;

/// The trained models that experiments begin with.
final class Beginnings {
    private Beginnings() {}

    /// What `train.start` names; null where the experiment begins with initial values.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is not there or cannot be read
    static Snapshot of(Experiment experiment, RunOptions options) {
        Start start = experiment.train().start();
        if (start == null) {
            return null;
        }
        Path from = Path.of(start.from());
        Check.require(Files.exists(from), "at train.start.from: there is no %s; give the folder of a run or a file of weights".formatted(from));
        if (Files.exists(from.resolve(RunFolder.EXPERIMENT))) {
            RunFolder run = RunFolder.open(from);
            return Runs.model(run, run.trainedExperiment(options.files()));
        }
        return new Snapshot(WeightsFile.read(from));
    }
}
