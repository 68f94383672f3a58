package nunchi.train;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.loss.OutputKind;
import nunchi.metric.LengthBin;
import nunchi.metric.TargetType;

/// How a model does on a data set, in detail.
///
/// @param type      what was to be said of an example
/// @param metrics   loss, accuracy, and all metrics that there are
/// @param kind      of the model's outputs
/// @param confusion `[classes, classes]`, rows of the true class, columns of the predicted one; empty where a row has
///                  not one class, and of more than [nunchi.metric.Confusion#MOST] classes: [#confused] has the
///                  confusions of any number
/// @param perClass  in the order of the classes; empty where there are none
/// @param answers   for every row, in order; empty where a row has not one class
/// @param decoded   what is predicted where targets are texts
public record Evaluation(
        int rows,
        TargetType type,
        MetricValues metrics,
        OutputKind kind,
        List<List<Integer>> confusion,
        List<ClassMetrics> perClass,
        List<Answer> answers,
        Texts decoded) {

    /// Of target texts.
    ///
    /// @param predicted for every row, in order; empty where targets are no texts
    /// @param byLength  how well texts are predicted by the number of tokens that the model reads; empty where targets
    ///                  are no texts
    public record Texts(List<PredictedText> predicted, List<LengthBin> byLength) {
        /// Of other targets.
        public static final Texts NONE = new Texts(List.of(), List.of());
    }

    /// Predicted for every row, in order; empty where targets are no texts.
    public List<PredictedText> texts() {
        return decoded.predicted;
    }

    /// How well texts are predicted by the number of tokens that the model reads; empty where targets are no texts.
    public List<LengthBin> byLength() {
        return decoded.byLength;
    }

    /// Metrics and confusion matrix as HTML for a notebook, [ResultView].
    ///
    /// @throws nunchi.check.InvalidRequestException where the program has no reports
    public String toHtml() {
        return ResultView.present().html(this);
    }

    /// The answers that are wrong, in the order of the rows.
    public List<Answer> mistakes() {
        return answers.stream().filter(answer -> !answer.right()).toList();
    }

    /// The wrong answers, the most confident first; of equally confident ones the earlier row.
    public List<Answer> mistakesByConfidence() {
        return mistakes().stream()
                .sorted(Comparator.comparingDouble(answer -> -answer.confidence()))
                .toList();
    }

    /// The confusions that there are, the most frequent first; of equally frequent ones the lower class numbers.
    public List<Confused> confused() {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        mistakes().forEach(answer -> counts.merge(List.of(answer.truth(), answer.prediction()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry ->
                        new Confused(entry.getKey().getFirst(), entry.getKey().getLast(), entry.getValue()))
                .sorted(Comparator.comparingInt((Confused each) -> -each.rows)
                        .thenComparingInt(Confused::truth)
                        .thenComparingInt(Confused::prediction))
                .toList();
    }

    /// Rows of one class that were taken for another.
    public record Confused(int truth, int prediction, int rows) {}

    /// The classes with the highest and the lowest F1, from the best to the worst, of equal ones the lower number
    /// first; all in their order where there are no more.
    ///
    /// @param most of each; where there are more than twice as many, classes without a row and never predicted are left
    ///             out
    public List<ClassMetrics> extremes(int most) {
        if (perClass.size() <= 2 * most) {
            return perClass;
        }
        List<ClassMetrics> sorted = perClass.stream()
                .filter(each -> !Double.isNaN(each.f1()))
                .sorted(Comparator.comparingDouble(each -> -each.f1()))
                .toList();
        return sorted.size() <= 2 * most
                ? sorted
                : Stream.concat(sorted.stream().limit(most), sorted.stream().skip(sorted.size() - most))
                        .toList();
    }

    /// Whether there are answers with probabilities.
    public boolean hasCalibration() {
        return kind.isProbability() && !answers.isEmpty();
    }

    /// Of all answers; its figures are NaN where there are none, and mean nothing where outputs are no probabilities.
    public Calibration calibration() {
        return Calibration.of(answers);
    }

    /// @param precision of the rows predicted to be of the class, the share that is; NaN where there are none
    /// @param recall    of the rows of the class, the share predicted so; NaN where there are none
    /// @param f1        the harmonic mean of the two, `2·right / (predicted + support)`
    /// @param support   the number of rows of the class
    /// @param predicted the number of rows predicted to be of it
    /// @param right     the number of rows that are both: true positives
    public record ClassMetrics(
            String name, double precision, double recall, double f1, int support, int predicted, int right) {
        /// Rows predicted to be of the class that are not.
        public int falsePositives() {
            return predicted - right;
        }

        /// Rows of the class that were not predicted so.
        public int falseNegatives() {
            return support - right;
        }
    }

    /// @param row       of the data set
    /// @param text      that the model read
    /// @param target    that it should have predicted
    /// @param predicted by the model
    public record PredictedText(int row, String text, String target, String predicted) {
        /// Whether it is the target, as the vocabulary can write it.
        public boolean right() {
            return predicted.equals(target);
        }
    }

    /// @param row           of the data set
    /// @param truth         a class number
    /// @param prediction    a class number
    /// @param probabilities in [0, 1], of every class that the model knows by its number; where its outputs are no
    ///                      probabilities, what it gives for each: scores
    public record Answer(int row, int truth, int prediction, List<Float> probabilities) {
        /// Whether the most likely class is the true one.
        public boolean right() {
            return truth == prediction;
        }

        /// The probability of the predicted class, in [0, 1]; its score where outputs are no probabilities.
        public float confidence() {
            return probabilities.get(prediction);
        }
    }
}
