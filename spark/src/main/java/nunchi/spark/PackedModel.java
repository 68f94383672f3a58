package nunchi.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import nunchi.check.Check;
import nunchi.data.Sha256;
import nunchi.experiment.Experiment;
import nunchi.network.Network;
import nunchi.predict.ExampleForm;
import nunchi.predict.Predictor;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;

/// The files of a run that a prediction depends on, and what they say of the model.
///
/// @param content as [PackedFolder] makes it
/// @param form    what the model takes
/// @param outcome what it says
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedModel(byte[] content, ExampleForm form, Outcome outcome) {

    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, no model that can be trusted, or a
    ///                                              language model
    static PackedModel of(Path folder) {
        RunOptions options = new RunOptions().withThreads(1);
        try (Predictor predictor = Predictor.load(folder, options)) {
            RunFolder run = RunFolder.open(folder);
            Check.require(
                    run.weights().isPresent(), "%s has not ended, so it has no model to be sent".formatted(folder));
            run.schema().refuseNextTokens();
            Experiment experiment = run.trainedExperiment(options.files());
            ExampleForm form = predictor.form();
            Network network = new Network(
                    experiment.layers(), form.example(), run.schema().targetShape(), experiment.trainingStep());
            return new PackedModel(PackedFolder.pack(files(run, experiment)), form, Outcome.of(network, form));
        }
    }

    private static SortedMap<String, Path> files(RunFolder run, Experiment experiment) {
        boolean best = experiment.train().restoresBest() && Files.exists(run.file(RunFolder.BEST));
        SortedMap<String, Path> files = PackedFolder.files(run.path(), "");
        files.keySet()
                .retainAll(Set.of(
                        RunFolder.EXPERIMENT,
                        RunFolder.ENVIRONMENT,
                        RunFolder.RESULT,
                        RunFolder.MODEL,
                        RunFolder.DATA,
                        RunFolder.FAMILIARITY,
                        best ? RunFolder.BEST : RunFolder.LAST));
        return files;
    }

    String sha256() {
        return sha256(content);
    }

    static String sha256(byte[] content) {
        try {
            return Sha256.of(new ByteArrayInputStream(content));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
