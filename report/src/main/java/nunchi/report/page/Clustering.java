package nunchi.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What two methods made of the same points, with every setting that was tried.
public record Clustering(Method kmeans, Method dbscan) {
    /// @param taken the number of the setting that is chosen without knowledge of classes
    /// @param best  that of the one that agrees best with the classes; null where there are none
    public record Method(int taken, @Nullable Integer best, List<Tried> settings) {
        public Method {
            settings = List.copyOf(settings);
        }
    }

    /// @param words  what it found
    /// @param k      clusters of k-means; null with the other method, as the others are with this one
    /// @param labels by row, in base64 a byte each: the cluster, 255 for noise
    public record Tried(
            String words,
            @Nullable Integer k,
            @Nullable Double epsilon,
            @Nullable Integer minPoints,
            String labels) {}
}
