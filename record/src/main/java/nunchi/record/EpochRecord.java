package nunchi.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nunchi.data.Split;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent.EpochEnded;
import org.jspecify.annotations.Nullable;

/// An epoch in a journal.
///
/// @param epoch  epoch, from 1
/// @param values values by Keras' names: `loss`, `accuracy` and further metrics of the training set, with `val_` and
///     `test_` those of the other splits, `learning_rate` of the last step, and `seconds`
public record EpochRecord(int epoch, SequencedMap<String, Double> values) implements JournalLine {
    public static final String LOSS = "loss";
    public static final String ACCURACY = "accuracy";
    public static final String LEARNING_RATE = "learning_rate";
    public static final String SECONDS = "seconds";

    private static final String VALIDATION = "val_";
    private static final String TEST = "test_";

    public EpochRecord {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// In front of a metric's name, as in Keras: `val_` of `val_loss`.
    public static String prefix(Split part) {
        return switch (part) {
            case TRAIN -> "";
            case VALIDATION -> VALIDATION;
            case TEST -> TEST;
        };
    }

    private static Split ofMetric(String key) {
        return key.startsWith(VALIDATION) ? Split.VALIDATION : key.startsWith(TEST) ? Split.TEST : Split.TRAIN;
    }

    /// The values of an epoch that has just ended; without those of splits that were not measured.
    public static EpochRecord of(EpochEnded ended) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        put(values, prefix(Split.TRAIN), ended.running());
        put(values, prefix(Split.VALIDATION), ended.validation());
        put(values, prefix(Split.TEST), ended.test());
        values.put(LEARNING_RATE, ended.learningRate());
        values.put(SECONDS, ended.seconds());
        return new EpochRecord(ended.epoch(), values);
    }

    private static void put(SequencedMap<String, Double> values, String prefix, @Nullable MetricValues figures) {
        if (figures == null) {
            return;
        }
        values.put(prefix + LOSS, figures.loss());
        if (figures.hasAccuracy()) {
            values.put(prefix + ACCURACY, figures.accuracy());
        }
        figures.metrics().forEach((name, value) -> values.put(prefix + name, value));
    }

    /// @param key such as `val_loss`
    /// @return NaN where it was not measured
    public double value(String key) {
        return values.getOrDefault(key, Double.NaN);
    }

    /// Whether a value can be drawn and reckoned with.
    public boolean has(String key) {
        return Double.isFinite(value(key));
    }

    /// @return null where the part was not measured
    public @Nullable MetricValues figures(Split part) {
        if (!values.containsKey(prefix(part) + LOSS)) {
            return null;
        }
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (ofMetric(key) == part) {
                metrics.put(key.substring(prefix(part).length()), value);
            }
        });
        metrics.keySet().removeAll(List.of(LOSS, ACCURACY, LEARNING_RATE, SECONDS));
        return new MetricValues(value(prefix(part) + LOSS), value(prefix(part) + ACCURACY), metrics);
    }
}
