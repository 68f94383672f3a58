package nunchi.clustering;

import java.util.List;
import nunchi.check.Check;

/// Settings of DBSCAN to try: every radius with every number of points.
///
/// @param epsilon   distances within which points are neighbours; empty for the knee of the distances to the nearest
///     points, and fractions and multiples of it
/// @param minPoints numbers of neighbours that make a core point, the point itself included
public record DensitySettings(List<Double> epsilon, List<Integer> minPoints) {
    private static final int USUAL = 5;
    private static final List<Double> MULTIPLES = List.of(0.35, 0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 2.0, 2.8);

    public DensitySettings {
        epsilon.forEach(distance -> Check.positive("epsilon", distance));
        minPoints.forEach(count -> Check.positive("minPoints", count));
        Check.require(!minPoints.isEmpty(), "minPoints is empty; it must have at least one number");
        epsilon = epsilon.stream().sorted().distinct().toList();
        minPoints = minPoints.stream().sorted().distinct().toList();
    }

    public DensitySettings() {
        this(List.of(), List.of(3, USUAL, 10, 20));
    }

    /// The number of points that is taken where nothing speaks for another: 5, or the first of those given.
    int usual() {
        return minPoints.contains(USUAL) ? USUAL : minPoints.getFirst();
    }

    /// @param knee of the distances to the nearest, as many as [#usual]
    List<Double> distances(double knee) {
        Check.require(
                !epsilon.isEmpty() || knee > 0,
                "most rows are the same as others, so that no distance tells them apart; give epsilon");
        return epsilon.isEmpty()
                ? MULTIPLES.stream().map(multiple -> multiple * knee).toList()
                : epsilon;
    }
}
