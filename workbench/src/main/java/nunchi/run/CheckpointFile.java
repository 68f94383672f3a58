package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Monitor;
import nunchi.file.StoredFile;
import nunchi.interchange.Safetensors;
import nunchi.tensor.Tensor;
import nunchi.train.Best;
import nunchi.train.Checkpoint;
import nunchi.train.Checkpoint.Watched;
import nunchi.train.Snapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `weights/state.safetensors`: a whole checkpoint in one file, so that it is there as a whole or not at all. The tensors are
/// those of the model (`model/0.dense/weight`), of the optimizer and of the best epoch's model (`best/0.dense/weight`), the rest is JSON in
/// the metadata, with the experiment that was trained so far; beside it there is the SHA-256 of all.
final class CheckpointFile {
    private static final String MODEL = "model/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String BEST = "best/";
    private static final String KEY = "nunchi";
    private static final String CHECKSUM = "sha256";
    private static final String EXPERIMENT = "experiment";

    private CheckpointFile() {}

    /// What a file holds.
    ///
    /// @param experiment that was trained so far, as it is written to a file; missing in files of before it was recorded
    record Stored(Checkpoint checkpoint, JsonNode experiment) {}

    static byte[] bytes(Stored stored) {
        Checkpoint checkpoint = stored.checkpoint();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.model().tensors().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
        checkpoint.optimizer().tensors().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        if (checkpoint.bestModel() != null) {
            checkpoint.bestModel().tensors().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        }
        String text = Json.line(tree(checkpoint).set(EXPERIMENT, stored.experiment()));
        return Safetensors.write(new Safetensors.Content(tensors, Map.of(KEY, text, CHECKSUM, Fingerprint.of(text, tensors))));
    }

    private static ObjectNode tree(Checkpoint checkpoint) {
        ObjectNode tree = Json.object().put("epoch", checkpoint.epoch());
        tree.set("stopping", tree(checkpoint.stopping()));
        tree.set("plateau", tree(checkpoint.plateau()));
        ObjectNode factors = tree.putObject("rateFactors");
        checkpoint.rateFactors().forEach((epoch, factor) -> factors.put(Integer.toString(epoch), factor));
        return tree.put("stepMilliseconds", checkpoint.stepMilliseconds()).put("trainingSeconds", checkpoint.trainingSeconds()).put("seconds", checkpoint.seconds());
    }

    private static ObjectNode tree(Watched watched) {
        ObjectNode tree = Json.object().put("waited", watched.waited()).put("rest", watched.rest());
        if (watched.best() != null) {
            Best best = watched.best();
            tree.putObject("best").put("epoch", best.epoch()).put("monitor", best.monitor().name()).put("value", best.value());
        }
        return tree;
    }

    /// A run's; null where it has none, before the first and after the end.
    ///
    /// @throws InvalidRequestException when the file is damaged
    static Stored latest(RunFolder run) {
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
        JsonNode tree = StoredFile.json(text);
        // a file of before there were checksums names no experiment either
        if (tree.has(EXPERIMENT) || content.metadata().size() > 1) {
            Check.require(Fingerprint.of(text, content.tensors()).equals(content.metadata().get(CHECKSUM)),
                    "its content is not what was stored (its sha256 is another); without it the run would begin with the first epoch");
        }
        return new Stored(checkpoint(tree, content.tensors()), tree.path(EXPERIMENT));
    }

    private static Checkpoint checkpoint(JsonNode tree, Map<String, Tensor> tensors) {
        Snapshot best = part(tensors, BEST);
        SortedMap<Integer, Double> factors = new TreeMap<>();
        tree.required("rateFactors").properties().forEach(entry -> factors.put(Integer.valueOf(entry.getKey()), entry.getValue().doubleValue()));
        return new Checkpoint(tree.required("epoch").intValue(), part(tensors, MODEL),
                part(tensors, OPTIMIZER), best.tensors().isEmpty() ? null : best,
                watched(tree.required("stopping")), watched(tree.required("plateau")), factors,
                tree.required("stepMilliseconds").doubleValue(), tree.required("trainingSeconds").doubleValue(), tree.required("seconds").doubleValue());
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

    private static Watched watched(JsonNode tree) {
        JsonNode best = tree.path("best");
        Best seen = best.isMissingNode() ? null
                : new Best(best.required("epoch").intValue(), new Monitor(best.required("monitor").asString()), best.required("value").doubleValue());
        return new Watched(seen, tree.required("waited").intValue(), tree.required("rest").intValue());
    }
}
