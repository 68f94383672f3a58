package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// A clustering study's `result.json`.
public record ClusteringRecord(
        String kind,
        String name,
        String title,
        @OrNull @Nullable String description,
        Long seed,
        double seconds,
        List<PointsRecord> points) {
    public static final String KIND = "clusters";

    /// One set of points.
    ///
    /// @param layout  how the rows were laid out, in one sentence
    /// @param classes how many there are
    public record PointsRecord(
            String title,
            String name,
            String layout,
            Integer rows,
            Integer columns,
            Integer classes,
            TriedRecord kmeans,
            TriedRecord dbscan) {}

    /// A method with all settings that were tried.
    ///
    /// @param taken     the position of the setting that is taken without looking at the classes
    /// @param best      of the one that agrees best with the classes; -1 for none
    /// @param distances to the k nearest points; null of k-means
    public record TriedRecord(
            Integer taken, Integer best, @Nullable DistancesRecord distances, List<AttemptRecord> settings) {}

    /// @param rows      of which `distances` has some, evenly spread
    public record DistancesRecord(Integer k, double knee, Integer rows, List<Double> distances) {}

    /// @param k       of k-means, as the inertia; null of DBSCAN
    /// @param epsilon of DBSCAN, as the points for a core; null of k-means
    public record AttemptRecord(
            @Nullable Integer k,
            @Nullable Double epsilon,
            @Nullable Integer minPoints,
            Integer clusters,
            Integer noise,
            double silhouette,
            @Inline AgreementRecord agreement,
            double seconds,
            @Nullable Double inertia) {}
}
