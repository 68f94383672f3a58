package nunchi.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.codec.Inline;
import nunchi.data.PerSplit;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.model.StoredRun;
import nunchi.train.MetricValues;
import nunchi.train.Status;
import org.jspecify.annotations.Nullable;

/// A run's `result.json`.
///
/// @param kind          `run`; absent in files of older versions
/// @param name          name of the experiment
/// @param status        `finished`, `stopped early`, `failed` or `refused`
/// @param seed          random seed
/// @param reason        why the training failed or was refused
/// @param epochs        number of epochs trained; absent without a model
/// @param speed         how long the training took; absent without a model
/// @param figures       metrics of the final model on each split
/// @param best          best epoch; absent where no metric was monitored
/// @param variants      metrics of the model under each of the experiment's variants
/// @param metrics       description of each metric besides loss and accuracy, by its name
/// @param weightsSha256 sha256 of the final weights; absent without a model
public record RunRecord(
        String kind,
        String name,
        String status,
        Long seed,
        @Nullable String reason,
        @Nullable Integer epochs,
        @Inline @Nullable SpeedRecord speed,
        @Inline @Nullable PerSplit<MetricValues> figures,
        @Nullable BestRecord best,
        @Nullable List<VariantRecord> variants,
        @Nullable SequencedMap<String, MetricRecord> metrics,
        @Nullable String weightsSha256)
        implements Measured {
    public static final String FILE = StoredRun.RESULT;
    public static final String KIND = "run";

    /// @param epoch   epoch with the best value, from 1
    /// @param monitor name of the metric that was monitored: `val_loss`
    /// @param value   best value of the metric
    public record BestRecord(Integer epoch, String monitor, double value) {}

    /// The model under other settings, on one part.
    ///
    /// @param name    name of the variant
    /// @param figures metrics under the variant on each split that was evaluated
    public record VariantRecord(String name, @Inline PerSplit<MetricValues> figures) {}

    /// Of a training that ended without a model.
    public static RunRecord without(String name, String status, long seed, @Nullable String reason) {
        return new RunRecord(KIND, name, status, seed, reason, null, null, null, null, null, null, null);
    }

    /// Of a run that has ended, with or without a model.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder has no such file, or it is not that of a run, or
    ///     damaged
    public static RunRecord read(Path folder) {
        Path file = folder.resolve(FILE);
        Check.require(Files.exists(file), "%s cannot be read: there is no such file".formatted(file));
        return Codec.read(file, RunRecord.class, run -> run.whole(file)).orElseThrow();
    }

    private RunRecord whole(Path file) {
        Check.require(
                status != null && (kind == null || kind.equals(KIND)),
                "%s is no run's: it has no status of one".formatted(file));
        Check.require(seed != null && (failed() || epochs != null), "it has no seed or no epochs");
        Check.require(
                failed() || isMeasured(), "it has no metrics of the training set, or other metrics of another split");
        return this;
    }

    /// All parts are measured by the same metrics.
    private boolean isMeasured() {
        return train() != null
                && Stream.of(validation(), test())
                        .allMatch(part -> part == null
                                || part.metrics()
                                        .keySet()
                                        .equals(train().metrics().keySet()));
    }

    /// Of the training set.
    ///
    /// @return null where there is no model
    public @Nullable MetricValues train() {
        return figures == null ? null : figures.train();
    }

    /// Of the validation set.
    ///
    /// @return null where there is no such part
    public @Nullable MetricValues validation() {
        return figures == null ? null : figures.validation();
    }

    /// Of the test set.
    ///
    /// @return null where there is no such part
    public @Nullable MetricValues test() {
        return figures == null ? null : figures.test();
    }

    /// What its metrics besides loss and accuracy are.
    public List<Quantity> quantities() {
        return train() == null
                ? List.of()
                : train().metrics().keySet().stream().map(this::quantity).toList();
    }

    private Quantity quantity(String metric) {
        return MetricRecord.find(metrics, metric).orElseGet(() -> new Quantity(metric, metric, Direction.MIN, ""));
    }

    /// By the monitor; 0 where none is told.
    public int bestEpoch() {
        return best == null || best.epoch() == null ? 0 : best.epoch();
    }

    /// Whether there is no trained model: the training ended in an error, or was refused.
    public boolean failed() {
        return Status.FAILED.toString().equals(status) || refused();
    }

    /// Whether the settings could not be trained as they stand.
    public boolean refused() {
        return Status.REFUSED.toString().equals(status);
    }
}
