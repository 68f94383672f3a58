package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// `inspection.json`: what the layers of a run's model make of some rows. Places are `x, y, x, y, …` in the order of
/// `rowNumbers`.
///
/// @param part       of the data
/// @param of         so many rows of the part
/// @param perplexity of t-SNE; null where there is none, as its iterations
/// @param rowNumbers within the part
/// @param labels     the numbers of the rows' classes; null where they have none
/// @param imageShape of the small pictures of the rows, `images` in base64 one after another; null where examples are
///     no images, as the pictures
/// @param inner      single pictures, filters and feature maps
/// @param weightsSha256 of the model
public record InspectionRecord(
        String part,
        Integer rows,
        Integer of,
        Long seed,
        @Nullable Double perplexity,
        @Nullable Integer iterations,
        List<String> classes,
        List<LaidOutRecord> layers,
        List<Integer> rowNumbers,
        @Nullable List<Integer> labels,
        @Nullable List<Integer> imageShape,
        @Nullable String images,
        @Inline InnerRecord inner,
        String weightsSha256) {

    /// A layer's output, laid out in the plane.
    ///
    /// @param also         layers with the same output
    /// @param output       its shape
    /// @param nearestLabel 1-nearest-neighbour accuracy by all values
    /// @param tsne         null where it was not made
    /// @param clusters     null where none were sought
    public record LaidOutRecord(
            String path,
            List<String> also,
            List<Integer> output,
            double nearestLabel,
            PrincipalRecord pca,
            @Nullable TsneRecord tsne,
            @Nullable ClusteredRecord clusters) {}

    /// @param shares of the variance that each component has
    public record PrincipalRecord(List<Double> shares, double nearestLabel, List<Double> places) {}

    /// @param divergence of Kullback and Leibler
    public record TsneRecord(
            double divergence,
            boolean converged,
            String verdict,
            double trustworthiness,
            double seconds,
            double nearestLabel,
            List<Double> places) {}

    /// @param dbscan null where it was not tried
    public record ClusteredRecord(
            KMeansRecord kmeans, @Nullable DbscanRecord dbscan) {}

    /// Clusters of k-means among all values of a layer.
    public record KMeansRecord(Integer k, @Inline AgreementRecord agreement, double silhouette) {}

    /// Clusters of DBSCAN on the layer's map.
    public record DbscanRecord(
            double epsilon,
            Integer minPoints,
            Integer clusters,
            double noiseShare,
            @Inline AgreementRecord agreement,
            double silhouette) {}

    /// @param pictures null for none; as the others
    public record InnerRecord(
            @Nullable PicturesRecord pictures,
            @Nullable List<FilterRecord> filters,
            @Nullable List<FeatureMapRecord> featureMaps) {}

    /// @param outputs what the model's outputs are
    public record PicturesRecord(
            String outputs,
            List<Integer> imageShape,
            List<MethodRecord> methods,
            @Required List<ShownRecord> shown) {}

    /// A saliency method.
    ///
    /// @param layer that it looks at; null for none
    public record MethodRecord(
            String name,
            String title,
            String meaning,
            @Nullable String layer) {}

    /// A picture.
    ///
    /// @param row         of the part; null for a person's own
    /// @param name        of a person's own; else null
    /// @param value       that is predicted; null where classes are
    /// @param prediction  the number of its class; null where values are predicted
    /// @param probability of the prediction; null where outputs are none, as the score where they are
    /// @param labels      that are affirmed; null where a picture has one class
    /// @param truth       null where it is not known
    /// @param original    of a person's own; else null
    /// @param image       as the network sees it
    public record ShownRecord(
            @Nullable Integer row,
            @Nullable String name,
            @Nullable Double value,
            @Nullable Integer prediction,
            @Nullable Double probability,
            @Nullable Double score,
            @Nullable List<Integer> labels,
            @Nullable Integer truth,
            @Nullable DrawnRecord original,
            String image,
            List<SaliencyRecord> maps) {}

    /// @param image in base64
    public record DrawnRecord(String image, List<Integer> imageShape) {}

    /// @param signed whether places can lower the score
    /// @param score  that the map explains
    /// @param gap    between the score and the sum of the map; null where there is no such sum
    /// @param map    a byte a place: 128 for none, up to 255 for what raises the score, down to 1 for what lowers it
    public record SaliencyRecord(
            String method,
            Boolean signed,
            double score,
            @Nullable Double gap,
            String map) {}

    /// A convolution's kernels. A byte is 128 for 0, 127 above or below for `scale`.
    ///
    /// @param units    of which there are pictures, and of each so many channels
    public record FilterRecord(
            String path,
            @Required List<Integer> shape,
            Boolean colour,
            Integer units,
            Integer channels,
            double scale,
            String images) {}

    /// What a convolution makes of a picture.
    ///
    /// @param picture  its position among the pictures shown
    /// @param channels whose planes are drawn, the strongest first
    public record FeatureMapRecord(
            String path,
            Integer picture,
            @Required List<Integer> output,
            List<Integer> imageShape,
            List<Integer> channels,
            String images) {}
}
