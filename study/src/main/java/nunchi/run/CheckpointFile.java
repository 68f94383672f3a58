package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.check.Check;
import nunchi.codec.Tree;
import nunchi.experiment.Monitor;
import nunchi.file.StoredFile;
import nunchi.record.CheckpointRecord;
import nunchi.record.CheckpointRecord.WatchedRecord;
import nunchi.record.Codec;
import nunchi.record.RunRecord.BestRecord;
import nunchi.tensor.Tensor;
import nunchi.train.Best;
import nunchi.train.Checkpoint;
import nunchi.train.Checkpoint.Watched;
import nunchi.weights.Fingerprint;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// A run's `weights/state.safetensors`: a whole checkpoint in one file, so that it is there as a whole or not at all.
/// The tensors are those of the model (`model/0.dense/weight`), of the optimizer and of the best epoch's model
/// (`best/0.dense/weight`), the rest is JSON in the metadata, with the experiment that was trained so far; beside it
/// there is the SHA-256 of all.
final class CheckpointFile {
    private static final String MODEL = "model/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String BEST = "best/";
    private static final String KEY = "nunchi";
    private static final String CHECKSUM = "sha256";

    private CheckpointFile() {}

    /// What a file holds.
    ///
    /// @param experiment that was trained so far, as it is written to a file; absent in files of before it was recorded
    record Stored(Checkpoint checkpoint, Tree experiment) {}

    static byte[] bytes(Stored stored) {
        Checkpoint checkpoint = stored.checkpoint();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.model().tensors().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
        checkpoint.optimizer().tensors().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        if (checkpoint.bestModel() != null) {
            checkpoint.bestModel().tensors().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        }
        String text = Codec.line(record(stored));
        return Safetensors.write(
                new Safetensors.Content(tensors, Map.of(KEY, text, CHECKSUM, Fingerprint.of(text, tensors))));
    }

    private static CheckpointRecord record(Stored stored) {
        Checkpoint checkpoint = stored.checkpoint();
        SequencedMap<String, Double> factors = new LinkedHashMap<>();
        checkpoint.rateFactors().forEach((epoch, factor) -> factors.put(Integer.toString(epoch), factor));
        return new CheckpointRecord(
                checkpoint.epoch(),
                record(checkpoint.stopping()),
                record(checkpoint.plateau()),
                factors,
                checkpoint.times().stepMilliseconds(),
                checkpoint.times().trainingSeconds(),
                checkpoint.times().seconds(),
                stored.experiment());
    }

    private static WatchedRecord record(Watched watched) {
        Best best = watched.best();
        return new WatchedRecord(
                watched.waited(),
                watched.rest(),
                best == null
                        ? null
                        : new BestRecord(best.epoch(), best.monitor().name(), best.value()));
    }

    /// A run's; null where it has none, before the first and after the end.
    ///
    /// @throws InvalidRequestException when the file is damaged
    static @Nullable Stored latest(RunFolder run) {
        Path file = run.file(RunFolder.STATE);
        return Files.exists(file) ? read(file) : null;
    }

    /// @throws InvalidRequestException when the file is damaged
    static Stored read(Path file) {
        Safetensors.Content content = Safetensors.content(file);
        return StoredFile.read(file, () -> stored(content));
    }

    private static Stored stored(Safetensors.Content content) {
        String text = content.metadata().getOrDefault(KEY, "");
        CheckpointRecord record = Codec.read(text, CheckpointRecord.class);
        // a file of before there were checksums names no experiment either
        if (!record.experiment().isAbsent() || content.metadata().size() > 1) {
            Check.require(
                    Fingerprint.of(text, content.tensors())
                            .equals(content.metadata().get(CHECKSUM)),
                    "its content is not what was stored (its sha256 is another); without it the run would begin with the first epoch");
        }
        return new Stored(checkpoint(record, content.tensors()), record.experiment());
    }

    private static Checkpoint checkpoint(CheckpointRecord record, Map<String, Tensor> tensors) {
        Snapshot best = part(tensors, BEST);
        SortedMap<Integer, Double> factors = new TreeMap<>();
        record.rateFactors().forEach((epoch, factor) -> factors.put(Integer.valueOf(epoch), factor));
        return new Checkpoint(
                record.epoch(),
                part(tensors, MODEL),
                part(tensors, OPTIMIZER),
                best.tensors().isEmpty() ? null : best,
                watched(record.stopping()),
                watched(record.plateau()),
                factors,
                new Checkpoint.Times(record.stepMilliseconds(), record.trainingSeconds(), record.seconds()));
    }

    private static Snapshot part(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return new Snapshot(part);
    }

    private static Watched watched(WatchedRecord record) {
        BestRecord best = record.best();
        return new Watched(
                best == null ? null : new Best(best.epoch(), new Monitor(best.monitor()), best.value()),
                record.waited(),
                record.rest());
    }
}
