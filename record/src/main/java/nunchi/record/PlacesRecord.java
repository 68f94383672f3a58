package nunchi.record;

import java.util.List;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// A clustering study's `points.json`: where the points lie and which cluster they are in by every setting.
public record PlacesRecord(List<PlacedRecord> points) {

    /// @param axes   the plane's directions; none where they mean nothing
    /// @param places `x, y, x, y, …`
    /// @param labels the classes' numbers; null where none are known
    /// @param kmeans of each setting a cluster a point; DBSCAN's noise is -1
    public record PlacedRecord(
            List<String> axes,
            List<String> classes,
            @Required List<Double> places,
            @Nullable List<Integer> labels,
            @Required List<List<Integer>> kmeans,
            @Required List<List<Integer>> dbscan) {}
}
