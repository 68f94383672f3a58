package nunchi.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import nunchi.statistics.MeanDifference;

/// Two settings in one figure.
///
/// @param first  the number of a setting in the search's list, from 0
/// @param second another's
/// @param test   first less second
public record SettingComparison(int first, int second, Measure measure, MeanDifference test) {
    private static final int MOST_FOR_ALL_PAIRS = 8;

    /// Every two of up to eight settings; of more each with the chosen one, which comes first. Those trained too seldom
    /// for a test are left out.
    ///
    /// @param chosen the number of the best setting; -1 for none
    static List<SettingComparison> of(List<Setting> settings, int chosen, Measure measure) {
        List<SettingComparison> comparisons = new ArrayList<>();
        boolean all = settings.size() <= MOST_FOR_ALL_PAIRS;
        int centre = Math.max(chosen, 0);
        for (int i = 0; i < settings.size(); i++) {
            for (int j = i + 1; j < settings.size(); j++) {
                int first = j == chosen ? j : i;
                int second = i + j - first;
                if (all || i == centre || j == centre) {
                    test(settings.get(first), settings.get(second), measure)
                            .ifPresent(test -> comparisons.add(new SettingComparison(first, second, measure, test)));
                }
            }
        }
        return comparisons;
    }

    /// Paired where at least two seeds are common to both, else Welch's.
    private static Optional<MeanDifference> test(Setting first, Setting second, Measure measure) {
        SortedMap<Long, Double> a = bySeed(first, measure);
        SortedMap<Long, Double> b = bySeed(second, measure);
        Set<Long> common = new TreeSet<>(a.keySet());
        common.retainAll(b.keySet());
        if (common.size() > 1) {
            return Optional.of(MeanDifference.paired(values(of(a, common)), values(of(b, common))));
        }
        return a.size() < 2 || b.size() < 2
                ? Optional.empty()
                : Optional.of(MeanDifference.welch(values(a), values(b)));
    }

    private static double[] values(SortedMap<Long, Double> figures) {
        return figures.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Those of some seeds.
    private static SortedMap<Long, Double> of(SortedMap<Long, Double> figures, Set<Long> seeds) {
        SortedMap<Long, Double> some = new TreeMap<>(figures);
        some.keySet().retainAll(seeds);
        return some;
    }

    private static SortedMap<Long, Double> bySeed(Setting setting, Measure measure) {
        SortedMap<Long, Double> figures = new TreeMap<>();
        for (TrialOutcome trial : setting.finished()) {
            double value = measure.of(trial.result());
            if (Double.isFinite(value)) {
                figures.put(trial.trial().seed(), value);
            }
        }
        return figures;
    }
}
