package nunchi.run;

import nunchi.data.Dataset;
import nunchi.train.Evaluation;

/// A stored model, measured.
///
/// @param part `train`, `validation` or `test`; [#ALL] of other data than the run's own that has one set alone
/// @param data that part
public record Evaluated(String part, Dataset data, Evaluation evaluation) {
    public static final String ALL = "all";

    /// On one line: what `evaluation.json` holds without examples: `part`, `rows`, `loss`, `accuracy`, `metrics`, `classes`, `confusion`, `perClass`,
    /// `calibration`.
    public String json() {
        return Json.line(EvaluationFile.figures(part, evaluation, data));
    }
}
