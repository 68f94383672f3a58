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
/// @param part        split that was evaluated: `train`, `validation` or `test`; `all` for data without splits
/// @param rows        number of examples
/// @param targets     what is predicted: `class`, `labels`, `sequence`, `next_tokens`, `tags` or `values`
/// @param loss        mean loss
/// @param accuracy    accuracy as a fraction; absent where there is none
/// @param metrics     value of each further metric, by its name
/// @param classed     results of each class; absent where values are predicted
/// @param calibration calibration of the probabilities; absent where outputs are no probabilities
/// @param examples    some examples; absent where none were kept
/// @param texts       some predicted texts, or sentences with their tags; absent where targets are neither
/// @param byLength    results by the number of tokens that the model reads, from short texts to long ones; absent where
///     targets are no texts
/// @param unfinished  state of a run that has not ended
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
        @Nullable List<PredictedTextRecord> texts,
        @Nullable List<LengthRecord> byLength,
        @Nullable UnfinishedRecord unfinished) {

    /// A text that a model predicts.
    ///
    /// @param row       position in the split, from 0
    /// @param text      text that the model reads
    /// @param target    target text, or the tags of all tokens
    /// @param predicted predicted text, or the predicted tags of all tokens
    public record PredictedTextRecord(Integer row, String text, String target, String predicted) {
        /// Whether it is known to be right.
        public boolean isRight() {
            return target != null && target.equals(predicted);
        }
    }

    /// Texts of similar lengths.
    ///
    /// @param from          least number of tokens
    /// @param to            largest number of tokens
    /// @param rows          number of examples
    /// @param exactMatch    fraction of the texts that are predicted without a mistake
    /// @param tokenAccuracy fraction of the tokens that are right in the model's own predictions
    /// @param bleu          BLEU as a fraction
    public record LengthRecord(
            Integer from, Integer to, Integer rows, double exactMatch, double tokenAccuracy, double bleu) {}

    /// @param classes    names of the classes or tags
    /// @param confusion  confusion matrix: number of examples, or of tokens with a tag, of each class (row) that were
    ///     predicted to be of each class (column); absent for more than 1,000 classes and for labels
    /// @param perClassOf number of classes where `perClass` has only some of them
    /// @param confused   most frequent confusions where there is no matrix
    /// @param perClass   precision, recall and F1 of each class
    public record ClassesRecord(
            List<String> classes,
            @Nullable List<List<Integer>> confusion,
            @Nullable Integer perClassOf,
            @Nullable List<ConfusedRecord> confused,
            List<ClassRecord> perClass) {}

    /// @param truth      number of the true class
    /// @param prediction number of the predicted class
    /// @param rows       number of examples
    public record ConfusedRecord(Integer truth, Integer prediction, Integer rows) {}

    /// The counts are those of a label, and null of a class.
    ///
    /// @param name           name of the class
    /// @param precision      precision
    /// @param recall         recall
    /// @param f1             F1
    /// @param support        number of examples of the class
    /// @param truePositives  number of true positives; only of labels
    /// @param falsePositives number of false positives; only of labels
    /// @param falseNegatives number of false negatives; only of labels
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
    ///
    /// @param ece        expected calibration error
    /// @param brier      Brier score
    /// @param confidence mean probability of the predicted class
    /// @param bins       predictions binned by confidence
    public record CalibrationRecord(double ece, double brier, double confidence, List<BinRecord> bins) {}

    /// Predictions whose confidence lies between two ends.
    ///
    /// @param from       lower end of the confidence
    /// @param to         upper end of the confidence
    /// @param rows       number of examples
    /// @param confidence mean confidence
    /// @param accuracy   accuracy
    public record BinRecord(double from, double to, Integer rows, double confidence, double accuracy) {}

    /// @param imageShape   height, width and channels; absent where examples are not images
    /// @param mistakeCount number of misclassified examples
    /// @param mistakes     misclassified examples, the most confident first; at most 1,000
    /// @param nearest      how the nearest training examples were found; absent where they were not
    /// @param right        least confident right predictions of each class
    /// @param samples      predictions of random examples
    public record ExamplesRecord(
            @Nullable List<Integer> imageShape,
            Integer mistakeCount,
            List<AnswerRecord> mistakes,
            @Nullable SoughtRecord nearest,
            List<AnswerRecord> right,
            List<AnswerRecord> samples) {}

    /// What a model says of an example.
    ///
    /// @param row           position in the split, from 0
    /// @param truth         number of the true class
    /// @param prediction    number of the predicted class
    /// @param probabilities probability of each class, or of the ten most likely by their numbers
    /// @param scores        score of each class, where outputs are no probabilities
    /// @param image         pixels, one byte each, in base64; absent where it is no image
    /// @param text          text, at most 300 characters of it; absent where it is none
    /// @param unknownTokens tokens that the model reads and the vocabulary lacks, each once, at most ten; absent where
    ///     there are none
    /// @param nearest       nearest training examples
    public record AnswerRecord(
            Integer row,
            Integer truth,
            Integer prediction,
            @Nullable Scores probabilities,
            @Nullable Scores scores,
            @Nullable String image,
            @Nullable String text,
            @Nullable List<String> unknownTokens,
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
    /// @param row      position in the training set, from 0
    /// @param label    number of its class
    /// @param distance distance
    /// @param image    pixels, one byte each, in base64; absent where it is no image
    public record NeighbourRecord(
            Integer row,
            Integer label,
            double distance,
            @Nullable String image) {}

    /// @param distance definition of the distance in words
    /// @param searched number of training examples searched
    /// @param of       number of training examples
    public record SoughtRecord(String distance, Integer searched, Integer of) {}

    /// The epoch of the weights, and how many are planned.
    ///
    /// @param epoch  epoch of the weights
    /// @param epochs planned number of epochs
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

    /// Whether the tags of tokens are predicted.
    public boolean ofTags() {
        return "tags".equals(targets);
    }

    /// Whether tokens of texts are predicted.
    public boolean ofTokens() {
        return "sequence".equals(targets) || "next_tokens".equals(targets);
    }

    /// The same of a run that has not ended.
    public EvaluationRecord with(UnfinishedRecord run) {
        return new EvaluationRecord(
                part, rows, targets, loss, accuracy, metrics, classed, calibration, examples, texts, byLength, run);
    }

    /// The same without examples.
    public EvaluationRecord withoutExamples() {
        return new EvaluationRecord(
                part, rows, targets, loss, accuracy, metrics, classed, calibration, null, texts, byLength, unfinished);
    }

    /// The same with examples.
    public EvaluationRecord with(ExamplesRecord some) {
        return new EvaluationRecord(
                part, rows, targets, loss, accuracy, metrics, classed, calibration, some, texts, byLength, unfinished);
    }
}
