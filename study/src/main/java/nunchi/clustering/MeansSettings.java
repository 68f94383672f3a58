package nunchi.clustering;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// Settings of k-means to try.
///
/// @param clusters numbers of clusters to try, each at least 2; empty for 2 to 10, or to two more than there are
///     classes
/// @param restarts number of restarts, of which the best is kept (default: 10)
/// @param batch    number of points drawn for each step (mini-batch k-means); 0 for all (default: 0)
public record MeansSettings(List<Integer> clusters, int restarts, int batch) {
    private static final int MOST = 10;
    private static final int BEYOND_CLASSES = 2;

    public MeansSettings {
        clusters.forEach(count -> Check.require(
                count >= 2, "clusters has %d; each number of clusters must be at least 2".formatted(count)));
        Check.positive("restarts", restarts);
        Check.require(batch >= 0, "batch is %d; it must be at least 1, or 0 for all rows".formatted(batch));
        clusters = clusters.stream().sorted().distinct().toList();
    }

    public MeansSettings() {
        this(List.of(), 10, 0);
    }

    /// @param classes how many there are; 0 where none are known
    List<Integer> clusters(int classes, int rows) {
        List<Integer> wanted = clusters.isEmpty()
                ? IntStream.rangeClosed(2, Math.max(MOST, classes + BEYOND_CLASSES))
                        .boxed()
                        .toList()
                : clusters;
        List<Integer> possible = wanted.stream().filter(count -> count <= rows).toList();
        Check.require(
                !possible.isEmpty(),
                "%d clusters are asked for, but there are %d rows".formatted(wanted.getFirst(), rows));
        return possible;
    }
}
