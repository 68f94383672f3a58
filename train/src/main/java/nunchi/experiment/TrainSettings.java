package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import nunchi.metric.Metric;
import nunchi.network.WeightGroup;
import org.jspecify.annotations.Nullable;

/// Length of the training, evaluation, early stopping, initial and frozen weights, metrics.
///
/// @param epochs          maximum number of epochs
/// @param evaluateEvery   epochs between two evaluations of the validation set; the last epoch is always evaluated
///     (default: 1)
/// @param evaluateTest    whether the test set is evaluated after these epochs too; it is always evaluated at the end
///     (default: false)
/// @param earlyStopping   rule that ends the training when a metric no longer improves; null for none
/// @param reduceOnPlateau rule that lowers the learning rate when a metric no longer improves; null for none
/// @param maxSeconds      time limit, in seconds; the training ends with the epoch in which it is exceeded.
///     Interruptions do not count; null for no limit
/// @param start           trained model whose weights the training starts from; null for initial weights
/// @param freeze          layers whose weights are not updated, by position (`0`) or path (`0.dense`,
///     `2.residual/0.dense`); batch norm uses its stored statistics there and dropout is off
/// @param groups          weights that are trained at another rate; one in several groups follows the first
/// @param metrics         metrics to measure besides loss and accuracy
/// @param classWeights    weight of each class in the training loss; null for equal weights
/// @param histograms      when to record histograms of weights, gradients and layer outputs; null for never
public record TrainSettings(
        int epochs,
        int evaluateEvery,
        boolean evaluateTest,
        @Nullable EarlyStopping earlyStopping,
        @Nullable ReduceOnPlateau reduceOnPlateau,
        @Nullable Double maxSeconds,
        @Nullable Start start,
        List<String> freeze,
        List<WeightGroup> groups,
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
        groups = Check.elements("groups", groups);
        metrics = Check.elements("metrics", metrics);
    }

    public TrainSettings(int epochs) {
        this(epochs, 1, false, null, null, null, null, List.of(), List.of(), List.of(), null, null);
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

    public TrainSettings withGroups(WeightGroup... others) {
        return RecordType.with(this, "groups", List.of(others));
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
