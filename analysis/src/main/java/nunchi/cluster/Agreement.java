package nunchi.cluster;

import java.util.HashMap;
import java.util.Map;
import nunchi.check.Check;

/// How far two clusterings of the same rows agree, whatever their groups are called. With `nᵢⱼ` the rows in group i of
/// the first and j of the second, and `aᵢ`, `bⱼ` their sums:
///
/// @param adjustedRand      pairs that both have together or apart, 0 by chance, 1 at best (Hubert, Arabie 1985):
///                          `(Σ C(nᵢⱼ) - E) / ((Σ C(aᵢ) + Σ C(bⱼ)) / 2 - E)`, `C(n) = n·(n-1)/2`,
///                          `E = Σ C(aᵢ) · Σ C(bⱼ) / C(n)`
/// @param mutualInformation of the clusterings, as a fraction of the mean of their entropies, 0 to 1
/// @param purity            the fraction of rows that are in the commonest second group of their first group, in (0, 1]
public record Agreement(double adjustedRand, double mutualInformation, double purity) {

    /// @param clusters `[n]`, any numbers
    /// @param classes  `[n]`, any numbers
    /// @throws nunchi.check.InvalidRequestException for no rows, or unequal numbers of them
    public static Agreement of(int[] clusters, int[] classes) {
        Check.require(
                clusters.length == classes.length && clusters.length > 0,
                "%d clusters are compared with %d classes; there must be one of each for every row"
                        .formatted(clusters.length, classes.length));
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        Map<Integer, Integer> second = new HashMap<>();
        for (int row = 0; row < clusters.length; row++) {
            both.merge((long) clusters[row] << Integer.SIZE | classes[row] & 0xFFFFFFFFL, 1, Integer::sum);
            first.merge(clusters[row], 1, Integer::sum);
            second.merge(classes[row], 1, Integer::sum);
        }
        return new Agreement(
                adjustedRand(both, first, second, clusters.length),
                normalized(both, first, second, clusters.length),
                purity(both, clusters.length));
    }

    private static double adjustedRand(
            Map<Long, Integer> both, Map<Integer, Integer> first, Map<Integer, Integer> second, double n) {
        double together = pairs(both);
        double a = pairs(first);
        double b = pairs(second);
        double expected = n > 1 ? a * b / (n * (n - 1) / 2) : 0;
        double most = (a + b) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> count * (count - 1.0) / 2)
                .sum();
    }

    private static double normalized(
            Map<Long, Integer> both, Map<Integer, Integer> first, Map<Integer, Integer> second, double n) {
        double entropies = (entropy(first, n) + entropy(second, n)) / 2;
        double information = entropy(first, n) + entropy(second, n) - entropy(both, n);
        return entropies == 0 ? 1 : Math.clamp(information / entropies, 0, 1);
    }

    private static double entropy(Map<?, Integer> counts, double n) {
        return -counts.values().stream()
                .mapToDouble(count -> count / n * StrictMath.log(count / n))
                .sum();
    }

    private static double purity(Map<Long, Integer> both, double n) {
        Map<Integer, Integer> most = new HashMap<>();
        both.forEach((pair, count) -> most.merge((int) (pair >> Integer.SIZE), count, Math::max));
        return most.values().stream().mapToInt(Integer::intValue).sum() / n;
    }
}
