package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A figure that somebody else published for the same experiment.
///
/// @param what  `loss`, `test accuracy`, `validation loss`, …; without a part it is training's
/// @param epoch after which it was measured; 0 for the end
/// @param trial of a search or a repetition, from 1; 0 for a single training, or for all of them together
record Published(String what, int epoch, int trial, double value, String source) {

    /// Those that are not of a certain trial.
    static List<Published> of(Folder folder) {
        return all(folder).filter(entry -> entry.trial == 0).toList();
    }

    /// The results of single trials, for one figure: `test accuracy`.
    static List<Published> ofTrials(Folder folder, String what) {
        return all(folder)
                .filter(entry -> entry.trial > 0 && entry.epoch == 0 && entry.what.equals(what))
                .toList();
    }

    private static Stream<Published> all(Folder folder) {
        List<Published> found = new ArrayList<>();
        for (JsonNode entry : folder.experiment().path("published")) {
            if (nunchi.experiment.Published.isKnown(entry.path("what").asString(""))
                    && entry.path("value").isNumber()) {
                found.add(new Published(
                        entry.path("what").asString(),
                        entry.path("epoch").asInt(0),
                        entry.path("trial").asInt(0),
                        entry.path("value").asDouble(),
                        entry.path("source").asString("")));
            }
        }
        return found.stream();
    }

    boolean isAccuracy() {
        return what.endsWith("accuracy");
    }

    boolean isTest() {
        return what.startsWith("test");
    }

    /// The same measure of this run; missing where it was not taken.
    JsonNode ours(Folder run) {
        String measure = isAccuracy() ? "accuracy" : "loss";
        if (epoch == 0) {
            String part = isTest() ? "test" : what.startsWith("val") ? "validation" : "train";
            return run.result().path(part).path(measure);
        }
        String key = (isTest() ? "test_" : what.startsWith("val") ? "val_" : "") + measure;
        for (JsonNode event : run.epochs()) {
            if (event.path("epoch").asInt() == epoch) {
                return event.path(key);
            }
        }
        return MissingNode.getInstance();
    }

    Cell cell() {
        return isAccuracy() ? Cell.percent(value) : Cell.loss(value);
    }

    Cell cell(JsonNode ours) {
        return isAccuracy() ? Cell.percent(ours) : Cell.loss(ours);
    }

    /// How far ours lies from it: points for an accuracy, a factor for a loss.
    Cell difference(JsonNode ours) {
        if (!ours.isNumber()) {
            return Cell.text("–");
        }
        double distance = ours.asDouble() - value;
        if (isAccuracy()) {
            return new Cell(Html.text(points(distance)), Double.toString(distance));
        }
        double ratio = ours.asDouble() / value;
        return new Cell(Html.text("× " + Numbers.loss(ratio)), Double.toString(ratio));
    }

    /// In a sentence: "is 0.83 points higher".
    String inWords(double ours) {
        double distance = 100 * (ours - value);
        if (Math.abs(distance) < 0.005) {
            return "is the same";
        }
        return "is %s points %s".formatted(Numbers.fixed(Math.abs(distance), 2), distance > 0 ? "higher" : "lower");
    }

    static String points(double distance) {
        return (distance > 0 ? "+" : "") + Numbers.fixed(100 * distance, 2) + " points";
    }
}
