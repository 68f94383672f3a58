package nunchi.record;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// `inspection.json`: the outputs of the layers of a run's model for some examples. Places are `x, y, x, y, …` in the
/// order of `rowNumbers`.
///
/// @param part          split that was inspected
/// @param rows          number of examples inspected
/// @param of            number of examples of the split
/// @param seed          random seed that chose the examples
/// @param perplexity    perplexity of t-SNE; absent without t-SNE
/// @param iterations    number of iterations of t-SNE; absent without t-SNE
/// @param classes       names of the classes
/// @param layers        maps and clusters of each layer
/// @param rowNumbers    position of each example in the split, from 0
/// @param labels        number of each example's class; absent without classes
/// @param imageShape    height, width and channels of `images`; absent where examples are not images
/// @param images        small images of all examples, one byte a pixel, one after another, in base64
/// @param inner         single images, filters and feature maps
/// @param gradientsOverTime gradients of the loss over the steps of each recurrent layer; absent where they were not
///                      asked for
/// @param statesOverTime states and gates of each recurrent layer over the steps of single examples; absent where they
///                      were not asked for
/// @param attention     where each attention looks, for single examples; absent where it was not asked for
/// @param weightsSha256 sha256 of the weights
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
        @Nullable List<OverTimeRecord> gradientsOverTime,
        @Nullable StatesRecord statesOverTime,
        @Nullable AttentionRecord attention,
        String weightsSha256) {

    /// How much the loss depends on the states of a recurrent layer.
    ///
    /// @param path   path of the layer
    /// @param before norm of the gradient of the loss with respect to the state after each step, the mean over the
    ///               examples, with the initial weights
    /// @param after  the same with the weights of the model
    public record OverTimeRecord(String path, List<Double> before, List<Double> after) {}

    /// A layer's output, laid out in the plane.
    ///
    /// @param path         path of the layer; `examples` for the input
    /// @param also         other layers with the same output
    /// @param output       shape of the output
    /// @param nearestLabel 1-nearest-neighbour accuracy by all values
    /// @param pca          map by principal components
    /// @param tsne         map by t-SNE; absent without t-SNE
    /// @param clusters     clusterings; absent without classes
    public record LaidOutRecord(
            String path,
            List<String> also,
            List<Integer> output,
            double nearestLabel,
            PrincipalRecord pca,
            @Nullable TsneRecord tsne,
            @Nullable ClusteredRecord clusters) {}

    /// @param shares       fraction of the variance that each component explains
    /// @param nearestLabel 1-nearest-neighbour accuracy on the map
    /// @param places       coordinates `x, y, x, y, …`
    public record PrincipalRecord(List<Double> shares, double nearestLabel, List<Double> places) {}

    /// @param divergence      Kullback-Leibler divergence at the end
    /// @param converged       whether it converged
    /// @param verdict         convergence in words
    /// @param trustworthiness trustworthiness of the map
    /// @param seconds         duration, in seconds
    /// @param nearestLabel    1-nearest-neighbour accuracy on the map
    /// @param places          coordinates `x, y, x, y, …`
    public record TsneRecord(
            double divergence,
            boolean converged,
            String verdict,
            double trustworthiness,
            double seconds,
            double nearestLabel,
            List<Double> places) {}

    /// @param kmeans k-means on all values of the layer
    /// @param dbscan DBSCAN on the t-SNE map; absent without it
    public record ClusteredRecord(
            KMeansRecord kmeans, @Nullable DbscanRecord dbscan) {}

    /// Clusters of k-means among all values of a layer.
    ///
    /// @param k          number of clusters
    /// @param agreement  agreement with the classes
    /// @param silhouette mean silhouette
    public record KMeansRecord(Integer k, @Inline AgreementRecord agreement, double silhouette) {}

    /// Clusters of DBSCAN on the layer's map.
    ///
    /// @param epsilon    neighbourhood radius
    /// @param minPoints  number of neighbours of a core point
    /// @param clusters   number of clusters
    /// @param noiseShare fraction of the examples that are noise
    /// @param agreement  agreement with the classes
    /// @param silhouette mean silhouette
    public record DbscanRecord(
            double epsilon,
            Integer minPoints,
            Integer clusters,
            double noiseShare,
            @Inline AgreementRecord agreement,
            double silhouette) {}

    /// @param pictures    images with saliency maps; absent where there are none
    /// @param filters     kernels of convolutions; absent where there are none
    /// @param featureMaps outputs of convolutions; absent where there are none
    public record InnerRecord(
            @Nullable PicturesRecord pictures,
            @Nullable List<FilterRecord> filters,
            @Nullable List<FeatureMapRecord> featureMaps) {}

    /// @param outputs    meaning of the model's outputs
    /// @param imageShape height, width and channels
    /// @param methods    saliency methods
    /// @param shown      images
    public record PicturesRecord(
            String outputs,
            List<Integer> imageShape,
            List<MethodRecord> methods,
            @Required List<ShownRecord> shown) {}

    /// A saliency method.
    ///
    /// @param name    name of the method
    /// @param title   name in the report
    /// @param meaning explanation of the map
    /// @param layer   layer that the method looks at; absent where it looks at none
    public record MethodRecord(
            String name,
            String title,
            String meaning,
            @Nullable String layer) {}

    /// An image.
    ///
    /// @param row         position in the split, from 0; absent for an own image
    /// @param name        file name of an own image
    /// @param value       predicted value; absent where classes are predicted
    /// @param prediction  number of the predicted class; absent where values are predicted
    /// @param probability probability of the prediction; absent where outputs are no probabilities
    /// @param score       score of the prediction; absent where outputs are probabilities
    /// @param labels      numbers of the predicted labels; absent where an image has one class
    /// @param truth       number of the true class; absent where it is unknown
    /// @param original    own image before it was fitted
    /// @param image       pixels as the network gets them, in base64
    /// @param maps        saliency maps
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

    /// @param image      pixels, one byte each, in base64
    /// @param imageShape height, width and channels
    public record DrawnRecord(String image, List<Integer> imageShape) {}

    /// @param method name of the saliency method
    /// @param signed whether the map has negative values
    /// @param score  score that the map explains
    /// @param gap    difference between the score and the sum of the map; absent where the method has no such sum
    /// @param map    one byte a pixel, in base64: 128 for 0, up to 255 for what raises the score, down to 1 for what
    ///     lowers it
    public record SaliencyRecord(
            String method,
            Boolean signed,
            double score,
            @Nullable Double gap,
            String map) {}

    /// A convolution's kernels. A byte is 128 for 0, 127 above or below for `scale`.
    ///
    /// @param path     path of the layer
    /// @param shape    shape of the kernel
    /// @param colour   whether the three input channels are drawn as one colour image
    /// @param units    number of output channels drawn
    /// @param channels number of input channels drawn for each
    /// @param scale    magnitude that a byte of 1 or 255 stands for
    /// @param images   one byte a weight, in base64: 128 for 0
    public record FilterRecord(
            String path,
            @Required List<Integer> shape,
            Boolean colour,
            Integer units,
            Integer channels,
            double scale,
            String images) {}

    /// What a convolution makes of an image.
    ///
    /// @param path       path of the layer
    /// @param picture    position of the image in `pictures.shown`, from 0
    /// @param output     shape of the output
    /// @param imageShape height and width of a map
    /// @param channels   channels drawn, the strongest first
    /// @param images     one byte a value, in base64
    public record FeatureMapRecord(
            String path,
            Integer picture,
            @Required List<Integer> output,
            List<Integer> imageShape,
            List<Integer> channels,
            String images) {}
}
