package nunchi.predict;

import java.util.Base64;
import java.util.List;
import nunchi.metric.Prediction;
import nunchi.picture.Picture;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers as JSON: what `nunchi predict --json` prints and what the page of predictions is made of.
public final class PredictionTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode tree = NODES.objectNode();
    private final ArrayNode predictions;
    private final Integer top;
    private final boolean pictures;

    /// @param run      the folder, as it was given
    /// @param form     with the way in which pictures were fitted
    /// @param top      how many of the likeliest classes are told; null for three, or all labels where an example may
    ///                 have several
    /// @param pictures whether pictures are put in, in base64
    public PredictionTree(String run, ExampleForm form, Integer top, boolean pictures) {
        this.top = top;
        this.pictures = pictures;
        tree.put("run", run);
        if (form.fit() != null) {
            tree.put("picture", form.fit().toString());
        }
        ArrayNode classes = tree.putArray("classes");
        form.classes().forEach(classes::add);
        if (!form.valueNames().isEmpty()) {
            form.valueNames().forEach(tree.putArray("outputs")::add);
        }
        predictions = tree.putArray("predictions");
    }

    /// What a picture or row was taken for, or what is wrong with it: `class` with its `probability`, or `score` where
    /// the outputs are no probabilities; where an example may have several, the `labels` that are decided for, and
    /// `yes` or not for each, and a `class` only if there is such a label.
    public void add(Answer answer) {
        ObjectNode node = predictions.addObject().put("name", answer.name());
        if (answer.refused()) {
            node.put("problem", answer.problem());
            return;
        }
        add(node, answer.prediction());
        if (!answer.given().filled().isEmpty()) {
            answer.given().filled().forEach(node.putArray("filled")::add);
        }
        if (answer.given().seen() != null) {
            ArrayNode steps = node.putArray("steps");
            answer.given().seen().steps().forEach(steps::add);
            if (!answer.warnings().isEmpty()) {
                answer.warnings().forEach(node.putArray("warnings")::add);
            }
            if (pictures) {
                put(node, "seen", answer.given().seen());
                put(node, "original", answer.given().original());
            }
        }
    }

    private void add(ObjectNode node, Prediction prediction) {
        List<Prediction.Likelihood> likely = prediction.shown(top);
        if (likely.isEmpty()) {
            prediction.values().forEach(node.putArray("values")::add);
            return;
        }
        boolean ofLabels = prediction.ofLabels();
        if (!ofLabels || likely.getFirst().yes()) {
            node.put("class", likely.getFirst().name())
                    .put(likely.getFirst().meaning(), likely.getFirst().value());
        }
        if (ofLabels) {
            node.put("threshold", prediction.threshold());
            ArrayNode labels = node.putArray("labels");
            prediction.affirmed().forEach(label -> labels.add(label.name()));
        }
        ArrayNode classes = node.putArray("top");
        likely.forEach(each -> add(classes.addObject(), each, ofLabels));
    }

    private static void add(ObjectNode node, Prediction.Likelihood each, boolean label) {
        node.put("class", each.name()).put("number", each.number()).put(each.meaning(), each.value());
        if (label) {
            node.put("yes", each.yes());
        }
    }

    private static void put(ObjectNode node, String name, Picture picture) {
        if (picture != null) {
            ObjectNode drawn =
                    node.putObject(name).put("image", Base64.getEncoder().encodeToString(picture.samples()));
            drawn.putArray("imageShape")
                    .add(picture.rows())
                    .add(picture.columns())
                    .add(picture.channels());
        }
    }

    /// Indented.
    public String toPrettyString() {
        return tree.toPrettyString();
    }

    /// The tree itself, with all answers so far.
    public ObjectNode tree() {
        return tree;
    }
}
