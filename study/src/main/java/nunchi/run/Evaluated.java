package nunchi.run;

import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.record.Codec;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import nunchi.train.Evaluation;

/// A stored model, measured.
///
/// @param part null for all rows, of other data than the run's own that has one set alone
/// @param data that part
/// @param unfinished the epoch of the weights where the run has not ended; else null
public record Evaluated(Split part, Dataset data, Evaluation evaluation, Unfinished unfinished) {
    /// On one line: what `evaluation.json` holds without examples: `part`, `rows`, `loss`, `accuracy`, `metrics`,
    /// `classes`, `confusion`, `perClass`, `calibration`; of a run that has not ended `unfinished` too, with `epoch`
    /// and `epochs`.
    public String json() {
        EvaluationRecord figures = EvaluationFile.figures(part, evaluation, data);
        return Codec.line(
                unfinished == null
                        ? figures
                        : figures.with(new UnfinishedRecord(unfinished.epoch(), unfinished.epochs())));
    }
}
