package nunchi.record;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nunchi.codec.Inline;
import nunchi.codec.Tree;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// A search's `result.json`.
///
/// @param kind        `search`
/// @param name        name of the experiment
/// @param status      `finished` or `running`
/// @param planned     number of trials in the plan
/// @param metrics     description of each metric besides loss and accuracy, by its name
/// @param trials      trials that have ended, in the order of the plan
/// @param settings    statistics of each setting over its seeds, in the order of the plan
/// @param best        setting that was chosen; absent where none was
/// @param comparisons paired comparisons of settings over their common seeds
public record SearchRecord(
        String kind,
        String name,
        String status,
        Integer planned,
        @Nullable SequencedMap<String, MetricRecord> metrics,
        List<TrialRecord> trials,
        List<SettingRecord> settings,
        @Nullable ChoiceRecord best,
        List<ComparisonRecord> comparisons) {
    public static final String KIND = "search";

    /// What has values of the searched keys.
    public interface Configured {
        /// By their keys, `optimizer.sgd.learningRate`.
        SequencedMap<String, Tree> values();

        /// Of one key; absent where it has none.
        default Tree value(String key) {
            return values().containsKey(key) ? values().get(key) : Tree.ABSENT;
        }
    }

    /// @param folder        folder of the trial within the folder of the search
    /// @param values        value of each searched key
    /// @param seed          random seed
    /// @param status        `finished`, `stopped early`, `failed` or `refused`
    /// @param reason        why the training failed or was refused
    /// @param epochs        number of epochs trained; absent without a model
    /// @param speed         how long the training took; absent without a model
    /// @param figures       metrics of the final model on each split
    /// @param weightsSha256 sha256 of the final weights; absent without a model
    public record TrialRecord(
            String folder,
            SequencedMap<String, Tree> values,
            Long seed,
            String status,
            @Nullable String reason,
            @Nullable Integer epochs,
            @Inline @Nullable SpeedRecord speed,
            @Inline @Nullable PerSplit<MetricValues> figures,
            @Nullable String weightsSha256)
            implements Measured, Configured {}

    /// @param values   value of each searched key
    /// @param runs     number of trials with a model
    /// @param failed   number of trials without a model
    /// @param measures statistics of each metric on each split, by the name of the metric
    public record SettingRecord(
            SequencedMap<String, Tree> values,
            Integer runs,
            Integer failed,
            @Inline PerSplit<SequencedMap<String, StatisticsRecord>> measures)
            implements Configured {

        /// Whether the part was measured.
        public boolean has(Split part) {
            SequencedMap<String, StatisticsRecord> measured = measures.of(part);
            return measured != null && !measured.isEmpty();
        }

        /// Nothing where every trial failed, or the part has no such metric.
        public Optional<StatisticsRecord> statistics(Split part, String metric) {
            return Optional.ofNullable(measures.of(part)).map(metrics -> metrics.get(metric));
        }

        /// Those that failed; 0 where it is not known.
        public int failures() {
            return failed == null ? 0 : failed;
        }
    }

    /// @param mean         mean
    /// @param deviation    sample standard deviation (n - 1)
    /// @param confidence95 half the width of the 95 % confidence interval of the mean (Student's t)
    /// @param minimum      minimum
    /// @param maximum      maximum
    public record StatisticsRecord(
            double mean, double deviation, double confidence95, double minimum, double maximum) {}

    /// @param setting position of the setting in `settings`, from 0
    /// @param by      split and metric that chose it: `validation accuracy`
    /// @param values  value of each searched key
    /// @param seeds   seeds over which the settings were compared; absent where all have the same
    /// @param mean    mean of the metric over these seeds
    public record ChoiceRecord(
            Integer setting,
            String by,
            SequencedMap<String, Tree> values,
            @Nullable List<Long> seeds,
            @Nullable Double mean) {}

    /// Two settings by their positions, the first less the second.
    ///
    /// @param first        position of the first setting in `settings`, from 0
    /// @param second       position of the second setting in `settings`, from 0
    /// @param measure      split and metric that are compared
    /// @param test         statistical test
    /// @param runs         number of pairs
    /// @param difference   mean of first minus second
    /// @param confidence95 half the width of the 95 % confidence interval of the difference
    /// @param t            test statistic
    /// @param degrees      degrees of freedom
    /// @param p            two-sided p-value
    public record ComparisonRecord(
            Integer first,
            Integer second,
            String measure,
            String test,
            Integer runs,
            double difference,
            double confidence95,
            double t,
            double degrees,
            double p) {}
}
