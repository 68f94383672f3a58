package nunchi.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.TreeMap;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.interchange.WeightsFile;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;

/// What a training is made of besides its experiment and the program: the files of its data, and the weights that it
/// begins with. Two machines with the same ones train the same bits.
final class Ingredients {
    private Ingredients() {}

    /// Of the experiments that share them, one line.
    static String key(Experiment experiment) {
        Start start = experiment.train().start();
        return "%s %s %s"
                .formatted(experiment.data().name(), experiment.data().reading(), start == null ? "" : start.from());
    }

    /// @return a text that is the same where the ingredients are
    /// @throws nunchi.check.InvalidRequestException where data or weights are absent or cannot be read
    static String of(Experiment experiment, RunOptions options) {
        StringJoiner lines = new StringJoiner("\n");
        Datasets whole = options.whole(experiment);
        for (Dataset part : whole.sets()) {
            lines.add("%d rows of %s".formatted(part.size(), new TreeMap<>(part.checksums())));
        }
        Start start = experiment.train().start();
        if (start != null) {
            lines.add("weights " + weights(Path.of(start.from())));
        }
        return lines.toString();
    }

    /// Of the run that a training begins with, which has been looked at, or of a file.
    private static String weights(Path from) {
        return Files.isDirectory(from)
                ? RunFolder.open(from).weights().orElse("of a run that has not ended")
                : Fingerprint.of(new Snapshot(WeightsFile.read(from)));
    }
}
