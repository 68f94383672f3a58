package nunchi.run;

import nunchi.backend.Backend;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.record.Codec;
import nunchi.record.EvaluationFigures;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import nunchi.train.Evaluation;
import nunchi.train.Evaluator;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// A stored model, measured.
///
/// @param part null for all rows, of other data than the run's own that has one set alone
/// @param data that part
/// @param unfinished the epoch of the weights where the run has not ended; else null
public record Evaluated(
        @Nullable Split part,
        Dataset data,
        Evaluation evaluation,
        @Nullable Unfinished unfinished) {
    /// Metrics and confusion matrix as HTML for a notebook, [nunchi.train.ResultView].
    ///
    /// @throws nunchi.check.InvalidRequestException where the program has no reports
    public String toHtml() {
        return evaluation.toHtml();
    }

    /// On one line: what `evaluation.json` holds without examples: `part`, `rows`, `loss`, `accuracy`, `metrics`,
    /// `classes`, `confusion`, `perClass`, `calibration`; of a run that has not ended `unfinished` too, with `epoch`
    /// and `epochs`.
    public String json() {
        EvaluationRecord figures = EvaluationFigures.of(part, evaluation, data.classes());
        return Codec.line(
                unfinished == null
                        ? figures
                        : figures.with(new UnfinishedRecord(unfinished.epoch(), unfinished.epochs())));
    }

    static Evaluated of(
            RunFolder run, @Nullable Split part, Experiment experiment, OtherData data, RunOptions options) {
        Experiment own = run.trainedExperiment(options.files());
        Snapshot model = StoredModel.of(run, own);
        Work.Part wanted = Work.wanted(part, Work.named(data.cut(own.seed())));
        OtherData.requireFit(run, experiment, wanted.data());
        try (Backend backend = options.open()) {
            return new Evaluated(
                    part == null && data.isUncut() ? null : wanted.split(),
                    wanted.data(),
                    Evaluator.evaluate(experiment, model, run.schema(), wanted.data(), backend),
                    Unfinished.of(run.path(), options).orElse(null));
        }
    }
}
