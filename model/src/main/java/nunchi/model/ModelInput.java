package nunchi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a saved model knows of its examples and targets, beside its experiment.
///
/// @param example    extents of one example
/// @param classes    null where any are taken
/// @param table      null where it learnt from no table
/// @param text       null where it learnt from no texts
/// @param targetText null where it predicts no texts
public record ModelInput(
        List<Integer> example,
        @Nullable List<String> classes,
        @Nullable TableColumns table,
        @Nullable TextRecord text,
        @Nullable TargetTextRecord targetText) {
    public ModelInput(List<Integer> example) {
        this(example, null, null);
    }

    /// Of examples that are no texts.
    public ModelInput(List<Integer> example, @Nullable List<String> classes, @Nullable TableColumns table) {
        this(example, classes, table, null, null);
    }

    static ModelInput of(List<Integer> example, DataSchema learnt) {
        return new ModelInput(
                example,
                learnt.classes(),
                learnt.table(),
                learnt.text() == null ? null : TextRecord.of(learnt.text()),
                learnt.target() == null ? null : TargetTextRecord.of(learnt.target()));
    }
}
