package nunchi.run;

import java.util.List;
import nunchi.check.Remedy;
import nunchi.data.PerSplit;
import nunchi.experiment.Experiment;
import nunchi.record.MetricRecord;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.record.RunRecord.VariantRecord;
import nunchi.record.SpeedRecord;
import nunchi.train.Best;
import nunchi.train.Status;
import nunchi.train.Trained;

/// A run's `result.json`.
final class ResultFile {
    private ResultFile() {}

    static RunRecord of(Experiment experiment, Trained trained, List<Variants.Outcome> variants, String weightsSha256) {
        Best best = trained.best();
        List<VariantRecord> measured = variants.stream()
                .map(outcome ->
                        new VariantRecord(outcome.variant().name(), PerSplit.only(outcome.part(), outcome.figures())))
                .toList();
        return new RunRecord(
                RunRecord.KIND,
                experiment.name(),
                trained.status().toString(),
                experiment.seed(),
                null,
                trained.epochs(),
                new SpeedRecord(
                        trained.speed().seconds(),
                        trained.speed().imagesPerSecond(),
                        trained.speed().millisecondsPerStep()),
                trained.figures(),
                best == null
                        ? null
                        : new BestRecord(best.epoch(), best.monitor().toString(), best.value()),
                measured.isEmpty() ? null : measured,
                MetricRecord.of(experiment.train().metrics()),
                weightsSha256);
    }

    /// Of a training without a model: it failed or was refused.
    static RunRecord without(Experiment experiment, Status status, String reason) {
        return RunRecord.without(experiment.name(), status.toString(), experiment.seed(), Remedy.stored(reason));
    }
}
