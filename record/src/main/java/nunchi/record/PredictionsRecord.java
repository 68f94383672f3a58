package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.Key;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import org.jspecify.annotations.Nullable;

/// `predictions.json`, and what `nunchi predict --json` prints: the predictions for images or rows.
///
/// @param run         folder of the run
/// @param picture     rule that fitted images to the size of an example; absent where examples are not images
/// @param classes     names of the classes
/// @param outputs     names of the predicted values; absent where classes are predicted
/// @param decode      how texts were made token by token; absent where the model has no decoder
/// @param predictions predictions in the order of the request
/// @param variants    predictions for the same images under the experiment's variants
/// @param unfinished  state of a run that has not ended
public record PredictionsRecord(
        String run,
        @Nullable String picture,
        List<String> classes,
        @Nullable List<String> outputs,
        @Nullable DecodeRecord decode,
        List<PredictionRecord> predictions,
        @Nullable List<VariantRecord> variants,
        @Nullable UnfinishedRecord unfinished) {

    /// @param beam          number of texts that were searched at once; 1 for the most likely token at each step
    /// @param lengthPenalty exponent of the length in the score
    /// @param maxLength     number of tokens at which a text was cut off; absent where only the model's own length does
    public record DecodeRecord(
            Integer beam, double lengthPenalty, @Nullable Integer maxLength) {}

    /// @param name        name of the variant
    /// @param predictions predictions for the same images
    public record VariantRecord(String name, List<PredictionRecord> predictions) {}

    /// What an image or row was taken for, or what is wrong with it.
    ///
    /// @param name    file name, or number of the row
    /// @param problem why the file could not be read
    /// @param said    prediction of the model
    /// @param filled  columns whose missing values were filled
    /// @param tokens  tokens of a text, as the model sees them
    /// @param unknown positions of the tokens that the vocabulary lacks, from 0
    /// @param tags    tag of each token; absent where the model tags none
    /// @param shown   how an image became an example
    public record PredictionRecord(
            String name,
            @Nullable String problem,
            @Inline @Nullable SaidRecord said,
            @Nullable List<String> filled,
            @Nullable List<String> tokens,
            @Nullable List<Integer> unknown,
            @Nullable List<TagRecord> tags,
            @Inline @Nullable SeenRecord shown) {

        /// Of what could not be read.
        public static PredictionRecord refused(String name, String problem) {
            return new PredictionRecord(name, problem, null, null, null, null, null, null);
        }
    }

    /// @param token       token, as the model sees it
    /// @param tag         most likely tag
    /// @param probability probability of the tag
    public record TagRecord(String token, String tag, double probability) {}

    /// @param values      predicted values; absent where classes are predicted
    /// @param best        most likely class; absent where no label is predicted, or values are
    /// @param predicted   predicted text, or the tags of all tokens; absent where classes or values are predicted
    /// @param probability probability of this class or text, or of all tags; absent where outputs are no probabilities
    /// @param score       score of this class; absent where outputs are probabilities
    /// @param threshold   value above which a label is predicted; absent where an example has one class
    /// @param labels      predicted labels; absent where an example has one class
    /// @param top         most likely classes; absent where values are predicted
    public record SaidRecord(
            @Nullable List<Double> values,
            @Key("class") @Nullable String best,
            @Nullable String predicted,
            @Nullable Double probability,
            @Nullable Double score,
            @Nullable Double threshold,
            @Nullable List<String> labels,
            @Nullable List<LikelyRecord> top) {}

    /// @param name        name of the class
    /// @param number      number of the class
    /// @param probability probability; absent where outputs are no probabilities
    /// @param score       score; absent where outputs are probabilities
    /// @param yes         whether the label is predicted; absent where an example has one class
    public record LikelyRecord(
            @Key("class") String name,
            Integer number,
            @Nullable Double probability,
            @Nullable Double score,
            @Nullable Boolean yes) {}

    /// @param steps    steps that made the image an example
    /// @param warnings reasons to doubt the prediction
    /// @param seen     image as the network gets it
    /// @param original image before it was fitted
    public record SeenRecord(
            @Nullable List<String> steps,
            @Nullable List<String> warnings,
            InspectionRecord.@Nullable DrawnRecord seen,
            InspectionRecord.@Nullable DrawnRecord original) {}

    /// The same with what the experiment's variants say.
    public PredictionsRecord with(List<VariantRecord> others) {
        return new PredictionsRecord(run, picture, classes, outputs, decode, predictions, others, unfinished);
    }

    /// The same with how its texts were made.
    public PredictionsRecord with(DecodeRecord texts) {
        return new PredictionsRecord(run, picture, classes, outputs, texts, predictions, variants, unfinished);
    }

    /// The same of a run that has not ended.
    public PredictionsRecord with(UnfinishedRecord state) {
        return new PredictionsRecord(run, picture, classes, outputs, decode, predictions, variants, state);
    }
}
