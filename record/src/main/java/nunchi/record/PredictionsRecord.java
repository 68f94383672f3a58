package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.Key;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import org.jspecify.annotations.Nullable;

/// `predictions.json`, and what `nunchi predict --json` prints: what a model says of pictures or rows.
///
/// @param run         its folder, as it was given
/// @param picture     the rule by which pictures were fitted to an example's size; null where examples are no images
/// @param classes     their names
/// @param outputs     the names of predicted values; null where classes are predicted
/// @param predictions in the order of what was asked
/// @param variants    the same pictures under the experiment's variants; null where that was not asked
/// @param unfinished  of a run that has not ended; else null
public record PredictionsRecord(
        String run,
        @Nullable String picture,
        List<String> classes,
        @Nullable List<String> outputs,
        List<PredictionRecord> predictions,
        @Nullable List<VariantRecord> variants,
        @Nullable UnfinishedRecord unfinished) {

    /// @param predictions of the same pictures
    public record VariantRecord(String name, List<PredictionRecord> predictions) {}

    /// What a picture or row was taken for, or what is wrong with it.
    ///
    /// @param problem null where it could be read
    /// @param said    what the model says
    /// @param filled  columns whose missing values were filled; null for none
    /// @param shown   how a picture was made an example
    public record PredictionRecord(
            String name,
            @Nullable String problem,
            @Inline @Nullable SaidRecord said,
            @Nullable List<String> filled,
            @Inline @Nullable SeenRecord shown) {

        /// Of what could not be read.
        public static PredictionRecord refused(String name, String problem) {
            return new PredictionRecord(name, problem, null, null, null);
        }
    }

    /// @param values      predicted; null where classes are
    /// @param best        the likeliest class; null where none of the labels is affirmed, or values are predicted
    /// @param probability of that class; null where outputs are none, as the score where they are
    /// @param threshold   from which on a label is affirmed; null where an example has one class
    /// @param labels      that are affirmed; null where an example has one class
    /// @param top         the likeliest classes; null where values are predicted
    public record SaidRecord(
            @Nullable List<Double> values,
            @Key("class") @Nullable String best,
            @Nullable Double probability,
            @Nullable Double score,
            @Nullable Double threshold,
            @Nullable List<String> labels,
            @Nullable List<LikelyRecord> top) {}

    /// @param number      of the class
    /// @param probability null where outputs are none, as the score where they are
    /// @param yes         whether the label is affirmed; null where an example has one class
    public record LikelyRecord(
            @Key("class") String name,
            Integer number,
            @Nullable Double probability,
            @Nullable Double score,
            @Nullable Boolean yes) {}

    /// @param steps    what was done to the picture; null where it is none
    /// @param warnings what makes the answer doubtful; null for none
    /// @param seen     as the network sees it; null where pictures were not asked for, as the original
    public record SeenRecord(
            @Nullable List<String> steps,
            @Nullable List<String> warnings,
            InspectionRecord.@Nullable DrawnRecord seen,
            InspectionRecord.@Nullable DrawnRecord original) {}

    /// The same with what the experiment's variants say.
    public PredictionsRecord with(List<VariantRecord> others) {
        return new PredictionsRecord(run, picture, classes, outputs, predictions, others, unfinished);
    }

    /// The same of a run that has not ended.
    public PredictionsRecord with(UnfinishedRecord state) {
        return new PredictionsRecord(run, picture, classes, outputs, predictions, variants, state);
    }
}
