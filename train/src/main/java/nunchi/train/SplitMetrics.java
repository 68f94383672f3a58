package nunchi.train;

import nunchi.data.Dataset;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.metric.Metrics;
import nunchi.metric.TargetType;
import org.jspecify.annotations.Nullable;

/// The figures of each part of the data with the weights as they are.
final class SplitMetrics {
    private final Experiment experiment;
    private final Splits parts;
    private final Inference inference;
    private final StoppableListener listener;

    SplitMetrics(Experiment experiment, Splits parts, Inference inference, StoppableListener listener) {
        this.experiment = experiment;
        this.parts = parts;
        this.inference = inference;
        this.listener = listener;
    }

    /// Null where there is no such part.
    @Nullable
    MetricValues of(Split part) {
        Dataset data = parts.of(part);
        return data == null ? null : inference.measure(data, experiment.train().metrics(), progress(part));
    }

    /// Of the part that is shown in detail.
    Evaluation inDetail() {
        return Evaluator.inDetail(
                inference.evaluate(parts.shownSet(), experiment.train().metrics(), progress(parts.shown())));
    }

    /// @param shown what [#inDetail] gave: one pass is enough for that part
    PerSplit<MetricValues> all(Evaluation shown) {
        return new PerSplit<>(of(Split.TRAIN, shown), of(Split.VALIDATION, shown), of(Split.TEST, shown));
    }

    private @Nullable MetricValues of(Split part, Evaluation shown) {
        TargetType type = TargetType.of(experiment.learner().loss().output(), parts.train());
        return part == parts.shown()
                ? shown.metrics().only(Metrics.ofPass(type, experiment.train().metrics()))
                : of(part);
    }

    private Inference.Progress progress(Split part) {
        return (rows, of) -> listener.tellAndStop(new TrainingEvent.Measuring(part, rows, of));
    }
}
