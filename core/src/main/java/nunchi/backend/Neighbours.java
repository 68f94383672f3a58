package nunchi.backend;

/// The nearest points of each query, nearest first; of equally distant ones the lower index first.
///
/// | array | shape |
/// |---|---|
/// | indices | `[queries, count]`, rows of the points |
/// | squares | `[queries, count]`, squared Euclidean distances |
///
/// @param count neighbours of each query
public record Neighbours(int count, int[] indices, float[] squares) {
    /// How many points neighbours were sought for.
    public int queries() {
        return indices.length / count;
    }
}
