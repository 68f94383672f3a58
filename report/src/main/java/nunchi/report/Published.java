package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.record.EpochRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// A published result of the same experiment.
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
        for (Tree entry : folder.experiment().at("published").elements()) {
            if (nunchi.experiment.Published.isKnown(entry.at("what").text(""))
                    && entry.at("value").isNumber()) {
                found.add(new Published(
                        entry.at("what").text(""),
                        (int) entry.at("epoch").number(0),
                        (int) entry.at("trial").number(0),
                        entry.at("value").number(),
                        entry.at("source").text("")));
            }
        }
        return found.stream();
    }

    boolean isAccuracy() {
        return what.endsWith("accuracy");
    }

    boolean isTest() {
        return part() == Split.TEST;
    }

    private Split part() {
        return what.startsWith("test") ? Split.TEST : what.startsWith("val") ? Split.VALIDATION : Split.TRAIN;
    }

    /// The same measure of this run; NaN where it was not taken.
    double ours(Folder run) {
        String measure = isAccuracy() ? EpochRecord.ACCURACY : EpochRecord.LOSS;
        if (epoch == 0) {
            return run.run().value(part(), measure);
        }
        return run.epochs().stream()
                .filter(event -> event.epoch() == epoch)
                .findFirst()
                .map(event -> event.value(EpochRecord.prefix(part()) + measure))
                .orElse(Double.NaN);
    }

    Cell cell() {
        return cell(value);
    }

    /// @param ours NaN where there is none
    Cell cell(double ours) {
        return isAccuracy() ? Cell.percent(ours) : Cell.loss(ours);
    }

    /// How far ours lies from it: points for an accuracy, a factor for a loss.
    ///
    /// @param ours NaN where there is none
    Cell difference(double ours) {
        if (Double.isNaN(ours)) {
            return Cell.NONE;
        }
        double distance = ours - value;
        if (isAccuracy()) {
            return new Cell(Html.text(Numbers.points(distance)), Double.toString(distance));
        }
        double ratio = ours / value;
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
}
