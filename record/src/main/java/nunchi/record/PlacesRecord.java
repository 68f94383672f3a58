package nunchi.record;

import java.util.List;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// A clustering study's `points.json`: where the points lie and which cluster they are in by every setting.
///
/// @param points each set of points
public record PlacesRecord(List<PlacedRecord> points) {

    /// @param axes    names of the axes; empty where they have no meaning
    /// @param classes names of the classes
    /// @param places  coordinates `x, y, x, y, …`
    /// @param labels  number of each point's class; absent without classes
    /// @param kmeans  cluster of each point for each setting of k-means
    /// @param dbscan  cluster of each point for each setting of DBSCAN; -1 for noise
    public record PlacedRecord(
            List<String> axes,
            List<String> classes,
            @Required List<Double> places,
            @Nullable List<Integer> labels,
            @Required List<List<Integer>> kmeans,
            @Required List<List<Integer>> dbscan) {}
}
