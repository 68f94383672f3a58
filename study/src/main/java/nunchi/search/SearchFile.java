package nunchi.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.codec.Tree;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.record.Decimal;
import nunchi.record.MetricRecord;
import nunchi.record.RunRecord;
import nunchi.record.SearchRecord;
import nunchi.record.SearchRecord.ChoiceRecord;
import nunchi.record.SearchRecord.ComparisonRecord;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.record.SearchRecord.TrialRecord;
import nunchi.record.SpeedRecord;
import nunchi.statistics.MeanDifference;
import nunchi.statistics.Statistics;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// A search's `result.json`.
final class SearchFile {
    private SearchFile() {}

    static SearchRecord of(SearchResult search, int planned) {
        List<Setting> settings = search.settings();
        return new SearchRecord(
                SearchRecord.KIND,
                search.experiment().name(),
                search.trials().size() == planned ? "finished" : "running",
                planned,
                MetricRecord.of(search.experiment().train().metrics()),
                search.trials().stream().map(SearchFile::trial).toList(),
                settings.stream().map(SearchFile::setting).toList(),
                search.best()
                        .map(best -> choice(settings.indexOf(best), best, search))
                        .orElse(null),
                search.comparisons().stream().map(SearchFile::comparison).toList());
    }

    private static ChoiceRecord choice(int number, Setting best, SearchResult search) {
        boolean all = search.choiceSeeds().isEmpty();
        return new ChoiceRecord(
                number,
                search.choice().toString(),
                values(best.values()),
                all ? null : List.copyOf(search.choiceSeeds()),
                all
                        ? null
                        : Decimal.finite(best.statistics(search.choice(), search.choiceSeeds())
                                .orElseThrow()
                                .mean()));
    }

    private static SequencedMap<String, Tree> values(Map<String, Tree> values) {
        return new LinkedHashMap<>(values);
    }

    private static TrialRecord trial(TrialOutcome trial) {
        RunRecord run = trial.result();
        boolean failed = run.failed();
        PerSplit<MetricValues> figures =
                failed ? null : new PerSplit<>(finite(run.train()), finite(run.validation()), finite(run.test()));
        return new TrialRecord(
                trial.trial().folder(),
                values(trial.trial().values()),
                trial.trial().seed(),
                run.status(),
                failed ? run.reason() : null,
                failed ? null : run.epochs(),
                failed ? null : finite(Objects.requireNonNull(run.speed())),
                figures,
                failed ? null : run.weightsSha256());
    }

    private static SpeedRecord finite(SpeedRecord speed) {
        return new SpeedRecord(
                Decimal.finite(speed.seconds()),
                Decimal.finite(speed.imagesPerSecond()),
                Decimal.finite(speed.millisecondsPerStep()));
    }

    private static @Nullable MetricValues finite(@Nullable MetricValues figures) {
        if (figures == null) {
            return null;
        }
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        figures.metrics().forEach((name, value) -> metrics.put(name, Decimal.finite(value)));
        return new MetricValues(Decimal.finite(figures.loss()), figures.accuracy(), metrics);
    }

    private static SettingRecord setting(Setting setting) {
        return new SettingRecord(
                values(setting.values()),
                setting.finished().size(),
                setting.trials().size() - setting.finished().size(),
                new PerSplit<>(
                        statistics(setting, Split.TRAIN),
                        statistics(setting, Split.VALIDATION),
                        statistics(setting, Split.TEST)));
    }

    /// @return null where nothing was measured
    private static @Nullable SequencedMap<String, StatisticsRecord> statistics(Setting setting, Split part) {
        SequencedMap<String, StatisticsRecord> all = new LinkedHashMap<>();
        for (Measure measure : Measure.all(
                part, setting.trials().stream().map(TrialOutcome::result).toList())) {
            setting.statistics(measure)
                    .ifPresent(statistics -> all.put(measure.quantity().name(), record(statistics)));
        }
        return all.isEmpty() ? null : all;
    }

    private static StatisticsRecord record(Statistics statistics) {
        return new StatisticsRecord(
                Decimal.finite(statistics.mean()),
                Decimal.finite(statistics.deviation()),
                Decimal.finite(statistics.confidence95()),
                Decimal.finite(statistics.minimum()),
                Decimal.finite(statistics.maximum()));
    }

    private static ComparisonRecord comparison(SettingComparison comparison) {
        MeanDifference test = comparison.test();
        return new ComparisonRecord(
                comparison.first(),
                comparison.second(),
                comparison.measure().toString(),
                test.paired() ? "paired t" : "Welch's t",
                test.runs(),
                Decimal.finite(test.difference()),
                Decimal.finite(test.confidence95()),
                Decimal.finite(test.t()),
                Decimal.finite(test.degrees()),
                Decimal.finite(test.p()));
    }
}
