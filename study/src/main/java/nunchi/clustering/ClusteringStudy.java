package nunchi.clustering;

import java.util.List;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// K-means and DBSCAN on the same points, with many settings of each. Its components are the keys of a file that
/// `nunchi cluster` runs.
///
/// @param name        name of the study, used for its folder
/// @param points      sets of points to cluster
/// @param kmeans      settings of k-means for all sets without settings of their own
/// @param dbscan      settings of DBSCAN for all sets without settings of their own
/// @param seed        random seed (default: 1)
/// @param title       heading of the report; null for the name
/// @param description introduction of the report; null for none
public record ClusteringStudy(
        String name,
        List<PointSettings> points,
        MeansSettings kmeans,
        DensitySettings dbscan,
        long seed,
        @Nullable String title,
        @Nullable String description) {
    public ClusteringStudy {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name the study");
        Check.require(!points.isEmpty(), "points is empty; it must have at least one set of points: {name: blobs}");
        points = List.copyOf(points);
    }

    public ClusteringStudy(String name, List<PointSettings> points) {
        this(name, points, new MeansSettings(), new DensitySettings(), 1, null, null);
    }

    public ClusteringStudy withSeed(long other) {
        return new ClusteringStudy(name, points, kmeans, dbscan, other, title, description);
    }

    /// The title, or else the name.
    public String heading() {
        return title == null ? name : title;
    }
}
