package nunchi.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
                    MeanDifference.ofSeeds(bySeed(settings.get(first), measure), bySeed(settings.get(second), measure))
                            .ifPresent(test -> comparisons.add(new SettingComparison(first, second, measure, test)));
                }
            }
        }
        return comparisons;
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
