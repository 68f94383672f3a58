package nunchi.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.file.StoredFile;
import nunchi.file.WholeFile;
import nunchi.interchange.Activations;
import nunchi.interchange.WeightsFile;
import nunchi.onnx.OnnxModel;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.Decimal;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// What of a stored run other programs can read. Files take their names when they are whole.
///
/// {@snippet file="ExportModel.java"}
public final class Exports {
    private Exports() {}

    /// The model that the run ended with as an [OnnxModel], preprocessing included; no data is needed. The file's
    /// metadata hold the run's `name`, the `classes` as a list of JSON, the `weightsSha256`, and of a run on texts the
    /// `text` and `targetText` of `data.json`, which have the vocabularies.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such run or no model yet, or it cannot be exported
    public static void onnx(Path folder, Path file, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot model = StoredModel.of(run, experiment);
        DataRecord data = run.data()
                .orElseThrow(() -> new InvalidRequestException(
                        "%s has no %s that tells the shape of an example".formatted(folder, RunFolder.DATA)));
        Shape example = StoredFile.read(run.file(RunFolder.DATA), () -> Decimal.shape(data.example()));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("name", experiment.name());
        metadata.put("classes", Codec.line(Objects.requireNonNull(run.schema().classes())));
        metadata.put("weightsSha256", Fingerprint.of(model));
        if (data.text() != null) {
            metadata.put("text", Codec.line(data.text()));
        }
        if (data.targetText() != null) {
            metadata.put("targetText", Codec.line(data.targetText()));
        }
        byte[] bytes = new OnnxModel(
                        experiment.layers(), example, experiment.learner().loss(), model.tensors(), metadata)
                .bytes();
        WholeFile.write(file, out -> out.write(bytes));
    }

    /// The tensors of the model that the run ended with, as [WeightsFile] writes them.
    ///
    /// @return how many
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run with a model, or the file cannot be
    ///                                              written
    public static int weights(Path folder, Path target, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Map<String, Tensor> tensors =
                StoredModel.of(run, run.trainedExperiment(options.files())).tensors();
        WeightsFile.write(target, tensors);
        return tensors.size();
    }

    /// The run's epochs as a [HistoryTable].
    ///
    /// @return how many
    /// @throws nunchi.check.InvalidRequestException when the journal is damaged, or the file cannot be written
    public static int history(Path folder, Path table) {
        return HistoryTable.write(RunFolder.open(folder).file(RunFolder.JOURNAL), table);
    }

    /// Which activations are wanted.
    ///
    /// @param layers by position or path; empty for all, with what goes in
    /// @param part   whose rows; null for the last of these that there is
    /// @param rows   of the part, from its first on; null for all
    public record Wanted(
            List<String> layers,
            @Nullable Split part,
            @Nullable Integer rows) {
        public Wanted {
            layers = List.copyOf(layers);
        }
    }

    /// What the layers of the run's model make of the run's data, as [Activations] writes them.
    ///
    /// @return the files
    /// @throws nunchi.check.InvalidRequestException when there is no such run, part or layer, or a file cannot be
    ///                                              written
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static List<Path> activations(Path folder, Path target, Wanted wanted, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        return activations(run, target, wanted, StoredData.own(run, experiment, options), options);
    }

    /// The same of data of the program's own, or of other data with the run's classes.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such run, part or layer, the data is no longer the
    ///                                              same, or a file cannot be written
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static List<Path> activations(Path folder, Path target, Wanted wanted, Datasets whole, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        return activations(
                run, target, wanted, StoredData.cut(run, run.trainedExperiment(options.files()), whole), options);
    }

    private static List<Path> activations(RunFolder run, Path target, Wanted wanted, Splits cut, RunOptions options) {
        Experiment experiment = run.trainedExperiment(options.files());
        Snapshot model = StoredModel.of(run, experiment);
        Dataset data = Work.wanted(wanted.part(), Work.named(cut)).data();
        try (Backend backend = options.open()) {
            int rows = wanted.rows() == null ? data.size() : wanted.rows();
            return new Activations(experiment.layers(), model.tensors())
                    .write(data, rows, wanted.layers(), target, backend);
        }
    }
}
