package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import nunchi.metric.Metric;
import org.jspecify.annotations.Nullable;

/// How an experiment is trained: for how long, when it is measured, what it begins with, and what stays as it is.
///
/// @param epochs          at most
/// @param evaluateEvery   epochs between two inference passes over the validation part; the last epoch always has one
/// @param evaluateTest    whether those passes go over the test part too; it is measured at the end in any case
/// @param earlyStopping   null for none
/// @param reduceOnPlateau lowers the learning rate where nothing improves; null for none
/// @param maxSeconds      training ends with the epoch in which this time is over, kills and pauses not counted; null
///     for no limit
/// @param start           another model's weights to begin with; null for initial values
/// @param freeze          layers whose weights stay as they are, by position (`0`) or path (`0.dense`,
///     `2.residual/0.dense`); they are computed as in evaluation: batch norm with its stored statistics, no dropout
/// @param metrics         that those passes measure besides loss and accuracy
/// @param classWeights    how much the examples of each class count in the training loss, and in no other; null for all
///     the same
/// @param histograms      when the distributions of weights, gradients and layers' outputs are looked at; null for
///     never
public record TrainSettings(
        int epochs,
        int evaluateEvery,
        boolean evaluateTest,
        @Nullable EarlyStopping earlyStopping,
        @Nullable ReduceOnPlateau reduceOnPlateau,
        @Nullable Double maxSeconds,
        @Nullable Start start,
        List<String> freeze,
        List<Metric> metrics,
        @Nullable ClassWeights classWeights,
        @Nullable HistogramSettings histograms) {
    public TrainSettings {
        Check.positive("epochs", epochs);
        Check.positive("evaluateEvery", evaluateEvery);
        if (maxSeconds != null) {
            Check.positive("maxSeconds", maxSeconds);
        }
        freeze = Check.elements("freeze", freeze);
        metrics = Check.elements("metrics", metrics);
    }

    public TrainSettings(int epochs) {
        this(epochs, 1, false, null, null, null, null, List.of(), List.of(), null, null);
    }

    /// Whether the training ends with the weights of its best epoch.
    public boolean restoresBest() {
        return earlyStopping != null && earlyStopping.restoreBest();
    }

    public TrainSettings withEpochs(int other) {
        return RecordType.with(this, "epochs", other);
    }

    public TrainSettings withEvaluateEvery(int other) {
        return RecordType.with(this, "evaluateEvery", other);
    }

    public TrainSettings withEvaluateTest(boolean other) {
        return RecordType.with(this, "evaluateTest", other);
    }

    public TrainSettings withEarlyStopping(@Nullable EarlyStopping other) {
        return RecordType.with(this, "earlyStopping", other);
    }

    public TrainSettings withReduceOnPlateau(@Nullable ReduceOnPlateau other) {
        return RecordType.with(this, "reduceOnPlateau", other);
    }

    public TrainSettings withMaxSeconds(@Nullable Double other) {
        return RecordType.with(this, "maxSeconds", other);
    }

    public TrainSettings withStart(@Nullable Start other) {
        return RecordType.with(this, "start", other);
    }

    public TrainSettings withFreeze(String... layers) {
        return RecordType.with(this, "freeze", List.of(layers));
    }

    public TrainSettings withMetrics(Metric... measured) {
        return RecordType.with(this, "metrics", List.of(measured));
    }

    public TrainSettings withClassWeights(@Nullable ClassWeights other) {
        return RecordType.with(this, "classWeights", other);
    }

    public TrainSettings withHistograms(@Nullable HistogramSettings other) {
        return RecordType.with(this, "histograms", other);
    }
}
