package nunchi.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Json;
import nunchi.codec.RecordCodec;
import nunchi.codec.Required;
import nunchi.codec.Tree;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Shape;
import nunchi.weights.Fingerprint;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The model that a run's folder holds, from those of its files' keys that a prediction depends on.
public final class StoredRun {
    public static final String MODEL = "model.json";
    public static final String DATA = "data.json";
    public static final String RESULT = "result.json";
    public static final String BEST = "weights/best.safetensors";
    public static final String LAST = "weights/last.safetensors";
    private static final RecordCodec CODEC = RecordCodec.ofProgram();

    private StoredRun() {}

    /// Of `model.json`.
    public record ModelKeys(Tree experiment) {}

    /// Of `data.json`.
    public record DataKeys(
            @Required List<Integer> example,
            List<String> classes,
            TableRecord table,
            @Nullable TextRecord text,
            @Nullable TargetTextRecord targetText) {}

    /// Of `result.json`.
    public record ResultKeys(String weightsSha256) {}

    static Model read(Path folder, Catalogue catalogue) {
        ModelKeys model = keys(folder, MODEL, ModelKeys.class);
        Check.require(
                model.experiment() instanceof Tree.Fields,
                "%s tells no experiment, as those of earlier versions do not; load the run by Predictor.load"
                        .formatted(folder.resolve(MODEL)));
        DataKeys data = keys(folder, DATA, DataKeys.class);
        String recorded = keys(folder, RESULT, ResultKeys.class).weightsSha256();
        Check.require(recorded != null, "%s ended without a model; train it again".formatted(folder.resolve(RESULT)));
        Tree stopping = model.experiment().path("train").path("earlyStopping");
        Snapshot weights = weights(folder, Tree.of(true).equals(stopping.path("restoreBest")), recorded);
        return StoredFile.read(folder.resolve(MODEL), () -> {
            TableColumns table = data.table() == null ? null : ColumnsTree.read(data.table());
            Shape example =
                    Shape.of(data.example().stream().mapToInt(Integer::intValue).toArray());
            Architecture architecture = StoredArchitecture.of(model.experiment(), catalogue);
            DataSchema learnt = DataSchema.of(data.classes(), table, data.text(), data.targetText());
            return new Model(architecture, weights, learnt, example);
        });
    }

    private static <T extends Record> T keys(Path folder, String name, Class<T> type) {
        Path file = folder.resolve(name);
        Check.require(
                Files.exists(file),
                "%s has no %s, so that it holds no model that has been trained; give the folder of a run that has ended, or a file that Model.save wrote"
                        .formatted(folder, name));
        try {
            String text = GivenFile.text(file);
            return StoredFile.read(file, () -> CODEC.read(Json.parse(text), type));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// The weights that a run ended with.
    ///
    /// @param restored whether the best epoch's are taken where there are such
    /// @param recorded SHA-256 that they must have; empty for any
    /// @throws InvalidRequestException when there are none yet, or they are not what the run stored
    public static Snapshot weights(Path folder, boolean restored, String recorded) {
        boolean best = restored && Files.exists(folder.resolve(BEST));
        Path weights = folder.resolve(best ? BEST : LAST);
        Check.require(
                Files.exists(weights),
                "%s has no weights yet; it has neither finished nor reached a checkpoint".formatted(folder));
        Snapshot model = new Snapshot(Safetensors.read(weights));
        Check.require(
                recorded.isEmpty() || recorded.equals(Fingerprint.of(model)),
                "the weights %s are not those that the run stored (their sha256 is not the one in result.json); bring the file back from a copy, or train again"
                        .formatted(weights));
        return model;
    }
}
