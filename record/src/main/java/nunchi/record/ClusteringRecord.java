package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// A clustering study's `result.json`.
///
/// @param kind        `clusters`
/// @param name        name of the study
/// @param title       heading of the report
/// @param description introduction of the report
/// @param seed        random seed
/// @param seconds     duration, in seconds
/// @param points      results of each set of points
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
    /// @param title   heading in the report
    /// @param name    data set or file
    /// @param layout  map of the points in words
    /// @param rows    number of points
    /// @param columns number of coordinates
    /// @param classes number of classes
    /// @param kmeans  results of k-means
    /// @param dbscan  results of DBSCAN
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
    /// @param taken     position in `settings` of the setting chosen without the classes
    /// @param best      position in `settings` of the setting that agrees best with the classes; -1 for none
    /// @param distances distances to the k-th nearest point; absent for k-means
    /// @param settings  result of each setting
    public record TriedRecord(
            Integer taken, Integer best, @Nullable DistancesRecord distances, List<AttemptRecord> settings) {}

    /// @param k         k of the k-th nearest point
    /// @param knee      distance at the knee of the curve
    /// @param rows      number of points
    /// @param distances some of the sorted distances, evenly spread
    public record DistancesRecord(Integer k, double knee, Integer rows, List<Double> distances) {}

    /// @param k          number of clusters asked for; absent for DBSCAN
    /// @param epsilon    neighbourhood radius; absent for k-means
    /// @param minPoints  number of neighbours of a core point; absent for k-means
    /// @param clusters   number of clusters found
    /// @param noise      number of noise points
    /// @param silhouette mean silhouette
    /// @param agreement  agreement with the classes
    /// @param seconds    duration, in seconds
    /// @param inertia    sum of squared distances to the centres; absent for DBSCAN
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
