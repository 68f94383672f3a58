package nunchi.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// How much of the variance of a figure one setting explains by itself: `ε² = (SSB - (k - 1)·SSW/(n - k)) / SST` of `n`
/// figures in `k` groups, with the sums of squares between the groups, within them and in all. Unlike `SSB/SST`, which
/// grows with the number of groups, it is near 0 for a setting that has no effect; at least 0 here.
///
/// Kelley: *An unbiased correlation ratio measure*, Proceedings of the National Academy of Sciences, 1935.
public final class VarianceShare {
    private VarianceShare() {}

    /// @param groups of each figure, by any names
    /// @param values finite
    /// @return in [0, 1]; NaN where all figures are equal, or there are not more figures than groups
    public static double of(List<String> groups, double[] values) {
        Check.require(
                groups.size() == values.length,
                "there are %d groups for %d values; give one for each".formatted(groups.size(), values.length));
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        Map<String, List<Double>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byGroup.computeIfAbsent(groups.get(i), _ -> new ArrayList<>()).add(values[i]);
        }
        double within = 0;
        double total = 0;
        for (List<Double> group : byGroup.values()) {
            double own = group.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
            for (double value : group) {
                within += (value - own) * (value - own);
                total += (value - mean) * (value - mean);
            }
        }
        int free = values.length - byGroup.size();
        if (free < 1 || total <= 0) {
            return Double.NaN;
        }
        double noise = (byGroup.size() - 1) * within / free;
        return Math.clamp((total - within - noise) / total, 0, 1);
    }

    /// Groups of numbers that are near each other, for a setting that has another value in almost every trial: those of
    /// equal rank when as many groups as the square root of the values are made, equal numbers together.
    ///
    /// @param values one for each trial
    /// @return a group for each
    public static List<String> ranked(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int count = Math.max(2, (int) Math.sqrt(values.length));
        return IntStream.range(0, values.length)
                .mapToObj(i -> {
                    int rank = Arrays.binarySearch(sorted, values[i]);
                    while (rank > 0 && sorted[rank - 1] == values[i]) {
                        rank--;
                    }
                    return Integer.toString(rank * count / values.length);
                })
                .toList();
    }
}
