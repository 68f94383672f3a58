package nunchi.run;

import java.util.List;
import nunchi.check.Remedy;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.record.StoredMetrics;
import nunchi.train.Best;
import nunchi.train.Figures;
import nunchi.train.Status;
import nunchi.train.Trained;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `result.json`.
final class ResultFile {
    /// The key of the SHA-256 of the model that the training ended with: it is there where the training is over.
    static final String WEIGHTS = "weightsSha256";

    private ResultFile() {}

    static ObjectNode tree(Experiment experiment, Trained trained, List<Variants.Outcome> variants, String weightsSha256) {
        ObjectNode tree = head(experiment, trained.status()).put("epochs", trained.epochs()).put("seconds", trained.seconds());
        tree.set("imagesPerSecond", Json.number(trained.imagesPerSecond()));
        tree.set("millisecondsPerStep", Json.number(trained.millisecondsPerStep()));
        putFigures(tree, trained);
        if (trained.best() != null) {
            tree.set("best", best(trained.best()));
        }
        if (!variants.isEmpty()) {
            ArrayNode measured = tree.putArray("variants");
            variants.forEach(outcome -> put(measured.addObject().put("name", outcome.variant().name()), outcome.part(), outcome.figures()));
        }
        StoredMetrics.put(tree, experiment.train().metrics());
        return tree.put(WEIGHTS, weightsSha256);
    }

    /// Of a training without a model: it failed or was refused.
    static ObjectNode without(Experiment experiment, Status status, String reason) {
        return head(experiment, status).put("reason", Remedy.stored(reason));
    }

    private static ObjectNode head(Experiment experiment, Status status) {
        return Json.object().put("kind", "run").put("name", experiment.name()).put("status", status.toString()).put("seed", experiment.seed());
    }

    private static ObjectNode best(Best best) {
        return Json.object().put("epoch", best.epoch()).put("monitor", best.monitor().toString()).put("value", best.value());
    }

    /// `train`, `validation` and `test`, as far as there are such parts.
    static void putFigures(ObjectNode tree, Trained trained) {
        put(tree, Split.TRAIN, trained.train());
        put(tree, Split.VALIDATION, trained.validation());
        put(tree, Split.TEST, trained.test());
    }

    private static void put(ObjectNode tree, Split part, Figures figures) {
        if (figures == null) {
            return;
        }
        ObjectNode object = tree.putObject(part.toString());
        object.set("loss", Json.number(figures.loss()));
        if (figures.hasAccuracy()) {
            object.put("accuracy", figures.accuracy());
        }
        figures.metrics().forEach((name, value) -> object.set(name, Json.number(value)));
    }
}
