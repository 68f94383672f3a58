package nunchi.record;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nunchi.codec.Inline;
import nunchi.codec.Tree;
import nunchi.data.PerPart;
import nunchi.data.Split;
import nunchi.train.Figures;
import org.jspecify.annotations.Nullable;

/// A search's `result.json`.
///
/// @param status   `finished` or `running`
/// @param planned  trials
/// @param metrics  as of a run; null for none
/// @param trials   that have ended, in the order of the plan
/// @param settings trials with equal values, in the order of the plan
/// @param best     null where no setting is chosen
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

    /// @param folder  within the search's
    /// @param values  of the searched keys
    /// @param reason  why it failed or was refused, else null
    /// @param epochs  null where there is no model, as the speed, the figures and the checksum
    public record TrialRecord(
            String folder,
            SequencedMap<String, Tree> values,
            Long seed,
            String status,
            @Nullable String reason,
            @Nullable Integer epochs,
            @Inline @Nullable SpeedRecord speed,
            @Inline @Nullable PerPart<Figures> figures,
            @Nullable String weightsSha256)
            implements Measured, Configured {}

    /// @param runs     that ended well
    /// @param measures over these: each metric's statistics
    public record SettingRecord(
            SequencedMap<String, Tree> values,
            Integer runs,
            Integer failed,
            @Inline PerPart<SequencedMap<String, StatisticsRecord>> measures)
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

    /// @param deviation    of the sample
    /// @param confidence95 half of the 95 % interval of the mean
    public record StatisticsRecord(
            double mean, double deviation, double confidence95, double minimum, double maximum) {}

    /// @param setting its position among the settings
    /// @param by      `validation accuracy`
    /// @param seeds   over which settings were compared; null for all that they have
    /// @param mean    over these; null where there are none
    public record ChoiceRecord(
            Integer setting,
            String by,
            SequencedMap<String, Tree> values,
            @Nullable List<Long> seeds,
            @Nullable Double mean) {}

    /// Two settings by their positions, the first less the second.
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
