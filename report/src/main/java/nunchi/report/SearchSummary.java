package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.record.EpochRecord;
import nunchi.record.SearchRecord.ChoiceRecord;
import nunchi.record.SearchRecord.Configured;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.record.SearchRecord.TrialRecord;
import nunchi.report.page.Ends;
import nunchi.statistics.MeanInterval;

/// What a search's `result.json` says of its settings.
///
/// @param keys     that were searched
/// @param settings in the order of the plan
/// @param best     the number of the chosen one; -1 for none
/// @param part     by which settings are looked at: the one they are chosen by, else the one they were measured on
/// @param quantity by which they are looked at
record SearchSummary(List<String> keys, List<SettingRecord> settings, int best, Split part, Quantity quantity) {
    static SearchSummary of(Folder folder) {
        List<SettingRecord> settings = folder.search().settings();
        Set<String> keys = new LinkedHashSet<>();
        settings.forEach(setting -> keys.addAll(setting.values().keySet()));
        Optional<ChoiceRecord> choice = Optional.ofNullable(folder.search().best());
        String[] by = choice.map(ChoiceRecord::by).orElse("").split(" ", 2);
        int best = choice.map(ChoiceRecord::setting).orElse(-1);
        if (by.length == 2) {
            return new SearchSummary(
                    List.copyOf(keys),
                    settings,
                    best,
                    Split.named(by[0]),
                    Quantities.of(folder).of(by[1]));
        }
        Split part = Stream.of(Split.VALIDATION, Split.TEST, Split.TRAIN)
                .filter(each -> settings.stream().anyMatch(setting -> setting.has(each)))
                .findFirst()
                .orElse(Split.TRAIN);
        boolean accuracy = settings.stream()
                .anyMatch(setting ->
                        setting.statistics(part, EpochRecord.ACCURACY).isPresent());
        return new SearchSummary(List.copyOf(keys), settings, best, part, accuracy ? Quantity.ACCURACY : Quantity.LOSS);
    }

    boolean hasSeveral() {
        return settings.size() > 1;
    }

    /// Its name in the files.
    String measure() {
        return quantity.name();
    }

    /// Whether more is better.
    boolean rises() {
        return quantity.direction() == Direction.MAX;
    }

    String shown(double value) {
        return Quantities.text(quantity, value);
    }

    /// `validation accuracy`.
    String figure() {
        return Words.part(part) + " " + Quantities.lowered(quantity.words());
    }

    /// Nothing where every trial of the setting failed.
    Optional<StatisticsRecord> statistics(SettingRecord setting) {
        return setting.statistics(part, measure());
    }

    /// NaN where every trial of the setting failed.
    double mean(SettingRecord setting) {
        return statistics(setting).map(StatisticsRecord::mean).orElse(Double.NaN);
    }

    /// @param statistics with a mean
    static MeanInterval interval(StatisticsRecord statistics, Quantity quantity) {
        double mean = statistics.mean();
        double half = statistics.confidence95();
        return quantity.isShare()
                ? MeanInterval.ofShare(mean, half)
                : MeanInterval.ofLoss(mean, half, statistics.minimum());
    }

    /// Both ends for a drawing; the mean itself where there is no interval.
    static Ends ends(StatisticsRecord statistics, Quantity quantity) {
        MeanInterval interval = interval(statistics, quantity);
        return Double.isNaN(interval.half())
                ? new Ends(interval.mean(), interval.mean())
                : new Ends(interval.low(), interval.high());
    }

    Optional<SettingRecord> chosen() {
        return best >= 0 && best < settings.size() ? Optional.of(settings.get(best)) : Optional.empty();
    }

    /// `optimizer.sgd.learningRate 0.1, data.batch 32`, each key by its last words where these say which is meant.
    String name(Configured configured) {
        return keys.stream()
                .filter(configured.values()::containsKey)
                .map(key -> brief(key) + " " + value(configured.value(key)))
                .collect(Collectors.joining(", "));
    }

    /// The shortest end of a key that no other searched key has.
    String brief(String key) {
        String[] words = key.split("\\.");
        for (int from = words.length - 1; from > 0; from--) {
            String end = String.join(".", List.of(words).subList(from, words.length));
            if (!end.matches("[\\d*.]+")
                    && keys.stream()
                                    .filter(other -> other.equals(end) || other.endsWith("." + end))
                                    .count()
                            == 1) {
                return end;
            }
        }
        return key;
    }

    /// `{}`, which takes a layer or a rule with its usual settings, is "default".
    static String value(Tree value) {
        if (value instanceof Tree.Fields && value.size() == 0) {
            return "default";
        }
        return value.isNull() ? "none" : value.unquoted();
    }

    /// A key's values in the order in which they first appear; numbers in theirs.
    List<Tree> values(String key) {
        List<Tree> values = new ArrayList<>(new LinkedHashSet<>(
                settings.stream().map(setting -> setting.value(key)).toList()));
        if (values.stream().allMatch(Tree::isNumber)) {
            values.sort(Comparator.comparingDouble(Tree::number));
        }
        return values;
    }

    /// The first trial of the chosen setting, else of all.
    static Folder told(Folder folder) {
        List<TrialRecord> trials = folder.search().trials();
        Optional<SettingRecord> chosen = of(folder).chosen();
        Optional<TrialRecord> told = trials.stream()
                .filter(trial ->
                        chosen.isPresent() && trial.values().equals(chosen.get().values()))
                .findFirst()
                .or(() ->
                        trials.stream().filter(trial -> trial.reason() == null).findFirst())
                .or(() -> trials.stream().findFirst());
        return folder.inner(told.map(TrialRecord::folder).orElse("."));
    }
}
