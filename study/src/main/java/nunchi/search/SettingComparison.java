package nunchi.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                MeanDifference test = all || i == centre || j == centre
                        ? test(settings.get(first), settings.get(second), measure)
                        : null;
                if (test != null) {
                    comparisons.add(new SettingComparison(first, second, measure, test));
                }
            }
        }
        return comparisons;
    }

    /// Paired where at least two seeds are common to both, else Welch's.
    private static MeanDifference test(Setting first, Setting second, Measure measure) {
        Map<Long, Double> a = bySeed(first, measure);
        Map<Long, Double> b = bySeed(second, measure);
        long[] common = a.keySet().stream()
                .filter(b::containsKey)
                .mapToLong(Long::longValue)
                .toArray();
        if (common.length > 1) {
            double[] left = new double[common.length];
            double[] right = new double[common.length];
            for (int i = 0; i < common.length; i++) {
                left[i] = a.get(common[i]);
                right[i] = b.get(common[i]);
            }
            return MeanDifference.paired(left, right);
        }
        return a.size() < 2 || b.size() < 2 ? null : MeanDifference.welch(values(a), values(b));
    }

    private static double[] values(Map<Long, Double> figures) {
        return figures.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Map<Long, Double> bySeed(Setting setting, Measure measure) {
        Map<Long, Double> figures = new TreeMap<>();
        for (TrialOutcome trial : setting.finished()) {
            double value = measure.of(trial.result());
            if (Double.isFinite(value)) {
                figures.put(trial.trial().seed(), value);
            }
        }
        return figures;
    }
}
