package nunchi.inspect;

import java.util.ArrayList;
import java.util.List;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// What one layer makes of rows, laid out in the plane.
///
/// @param path         of the layer; `examples` for what goes into the first
/// @param also         the layers right after it that pass the same values on
/// @param output       the shape of what it makes of one row
/// @param nearestLabel the fraction of rows whose nearest other row, by the Euclidean distance of all values, carries
///                     the same label; NaN where there are no classes
/// @param shares       of the variance that the two principal components have, `[2]`; `[1]` of a layer of one value
/// @param principal    the rows by their first two principal components
/// @param embedding    the rows by t-SNE; null where it is not asked for
/// @param clusters     that are found without the classes; null where there are no two classes
public record LayerMap(
        String path,
        List<String> also,
        Shape output,
        double nearestLabel,
        double[] shares,
        Plane principal,
        @Nullable Embedding embedding,
        @Nullable LayerClusters clusters) {
    public LayerMap {
        also = List.copyOf(also);
    }

    LayerMap withClusters(@Nullable LayerClusters found) {
        return new LayerMap(path, also, output, nearestLabel, shares, principal, embedding, found);
    }

    LayerMap withAlso(String other) {
        List<String> more = new ArrayList<>(also);
        more.add(other);
        return new LayerMap(path, more, output, nearestLabel, shares, principal, embedding, clusters);
    }

    /// Rows in the plane.
    ///
    /// @param places       `[n, 2]`
    /// @param nearestLabel the fraction of rows whose nearest other place carries the same label; NaN where there are
    ///                     no classes
    public record Plane(float[] places, double nearestLabel) {}

    /// Rows in the plane by t-SNE, and how that went.
    ///
    /// @param divergence      of Kullback and Leibler at the end, in nats
    /// @param verdict         on how it went, in one sentence
    /// @param trustworthiness as [nunchi.embed.MapQuality] has it; NaN where there are too few rows
    /// @param seconds         that it took
    public record Embedding(
            Plane plane,
            double divergence,
            boolean converged,
            String verdict,
            double trustworthiness,
            double seconds) {}
}
