package nunchi.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.codec.Inline;
import nunchi.codec.Key;
import nunchi.data.Split;
import org.jspecify.annotations.Nullable;

/// `evaluation.json`: a model measured on one part of the data.
///
/// @param part     `train`, `validation` or `test`; `all` of data that has no parts
/// @param targets  what is predicted: `class`, `labels` or `values`
/// @param accuracy null where there is none
/// @param metrics  by their names
/// @param classed  of classes and labels; null where values are predicted
/// @param calibration null where outputs are no probabilities
/// @param examples some of them; null where they were not kept
/// @param unfinished of a run that has not ended; else null
public record EvaluationRecord(
        String part,
        Integer rows,
        String targets,
        double loss,
        @Nullable Double accuracy,
        SequencedMap<String, Double> metrics,
        @Inline @Nullable ClassesRecord classed,
        @Nullable CalibrationRecord calibration,
        @Inline @Nullable ExamplesRecord examples,
        @Nullable UnfinishedRecord unfinished) {

    /// @param classes    their names
    /// @param confusion  how many examples of a class, the row, were taken for another, the column; null where nobody
    ///                   counted
    /// @param perClassOf how many classes there are, where `perClass` has not all; else null
    /// @param confused   the most frequent confusions, where there is no matrix; else null
    public record ClassesRecord(
            List<String> classes,
            @Nullable List<List<Integer>> confusion,
            @Nullable Integer perClassOf,
            @Nullable List<ConfusedRecord> confused,
            List<ClassRecord> perClass) {}

    /// @param rows of the class `truth` that were taken for `prediction`
    public record ConfusedRecord(Integer truth, Integer prediction, Integer rows) {}

    /// The counts are those of a label, and null of a class.
    public record ClassRecord(
            @Key("class") String name,
            double precision,
            double recall,
            double f1,
            Integer support,
            @Nullable Integer truePositives,
            @Nullable Integer falsePositives,
            @Nullable Integer falseNegatives) {}

    /// How far the model is right as often as it is sure.
    public record CalibrationRecord(double ece, double brier, double confidence, List<BinRecord> bins) {}

    /// Predictions whose confidence lies between two ends.
    public record BinRecord(double from, double to, Integer rows, double confidence, double accuracy) {}

    /// @param imageShape   null where examples are no images
    /// @param mistakeCount how many examples were misclassified, of which the file may keep fewer
    /// @param mistakes     the most confident first
    /// @param nearest      how the nearest training examples were sought; null where they were not
    /// @param right        of each class the least confident first
    /// @param samples      some at random
    public record ExamplesRecord(
            @Nullable List<Integer> imageShape,
            Integer mistakeCount,
            List<AnswerRecord> mistakes,
            @Nullable SoughtRecord nearest,
            List<AnswerRecord> right,
            List<AnswerRecord> samples) {}

    /// What a model says of an example.
    ///
    /// @param probabilities null where the model's outputs are none
    /// @param scores        null where they are probabilities
    /// @param image         brightnesses in base64; null where it is none
    /// @param nearest       the training examples nearest to it; null where they were not sought
    public record AnswerRecord(
            Integer row,
            Integer truth,
            Integer prediction,
            @Nullable Scores probabilities,
            @Nullable Scores scores,
            @Nullable String image,
            @Nullable List<NeighbourRecord> nearest) {
        /// NaN where the model's outputs are no probabilities, or there is none for the class.
        public double probability(Integer category) {
            return value(probabilities, category);
        }

        /// NaN where the model's outputs are probabilities, or there is none for the class.
        public double score(Integer category) {
            return value(scores, category);
        }

        private static double value(@Nullable Scores given, Integer category) {
            return given == null || category == null ? Double.NaN : given.of(category);
        }

        /// Whether it is known to be right.
        public boolean isRight() {
            return truth != null && truth.equals(prediction);
        }
    }

    /// A training example near to a misclassified one.
    ///
    /// @param image null where it is none
    public record NeighbourRecord(
            Integer row,
            Integer label,
            double distance,
            @Nullable String image) {}

    /// @param searched the examples among which they were sought, `of` all
    public record SoughtRecord(String distance, Integer searched, Integer of) {}

    /// The epoch of the weights, and how many are planned.
    public record UnfinishedRecord(Integer epoch, Integer epochs) {}

    /// Of classes and labels; without any key where values are predicted.
    public ClassesRecord byClass() {
        return Objects.requireNonNullElseGet(classed, () -> Codec.empty(ClassesRecord.class));
    }

    /// The examples that were kept; without any key where none were.
    public ExamplesRecord kept() {
        return Objects.requireNonNullElseGet(examples, () -> Codec.empty(ExamplesRecord.class));
    }

    /// Nothing where the data has no parts, or no evaluation is there.
    public Optional<Split> split() {
        return Stream.of(Split.values())
                .filter(split -> split.toString().equals(part))
                .findFirst();
    }

    /// NaN where it was not measured.
    public double metric(String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }

    /// Whether each example may have several labels.
    public boolean ofLabels() {
        return "labels".equals(targets);
    }

    /// The same of a run that has not ended.
    public EvaluationRecord with(UnfinishedRecord run) {
        return new EvaluationRecord(part, rows, targets, loss, accuracy, metrics, classed, calibration, examples, run);
    }

    /// The same with examples.
    public EvaluationRecord with(ExamplesRecord some) {
        return new EvaluationRecord(
                part, rows, targets, loss, accuracy, metrics, classed, calibration, some, unfinished);
    }
}
