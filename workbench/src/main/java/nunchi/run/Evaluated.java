package nunchi.run;

import nunchi.data.Dataset;
import nunchi.train.Evaluation;

/// A stored model, measured.
///
/// @param part `train`, `validation` or `test`
/// @param data that part
public record Evaluated(String part, Dataset data, Evaluation evaluation) {

    /// On one line: what `evaluation.json` holds without examples: `part`, `rows`, `loss`, `accuracy`, `metrics`, `classes`, `confusion`, `perClass`,
    /// `calibration`.
    public String json() {
        return Json.line(EvaluationFile.figures(part, evaluation, data));
    }
}
