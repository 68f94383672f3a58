package nunchi.saliency;

import java.util.List;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.Unary.Relu;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The channels A of a convolutional layer, weighted by the mean of the score's gradient over their places:
/// `relu(Σₖ αₖ Aₖ)`, `αₖ = 1/places Σᵢⱼ ∂S/∂Aₖᵢⱼ`; stretched to the image's size bilinearly, half a pixel's shift at
/// the borders. In the unit of the score, `[rows, columns, 1]`, never below 0.
///
/// Selvaraju et al.: *Grad-CAM: visual explanations from deep networks via gradient-based localization*, ICCV 2017,
/// equations 1 and 2.
///
/// @param layer convolutional layer, by position or path; null for the last layer with convolutions whose output is an
///     image
public record GradCam(@Nullable String layer) implements Saliency {
    public GradCam() {
        this(null);
    }

    @Override
    public String name() {
        return "gradCam";
    }

    @Override
    public String title() {
        return "Grad-CAM";
    }

    @Override
    public String meaning() {
        return "where %s finds what speaks for the score"
                .formatted(layer == null ? "the last convolutional layer" : layer);
    }

    @Override
    public List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend) {
        model.require(subjects);
        SaliencyMap[] maps = new SaliencyMap[subjects.size()];
        Shape plane = Shape.of(model.image().extent(0), model.image().extent(1), 1);
        Shape[] found = new Shape[1];
        Passes passes = Passes.of(
                model,
                maps.length,
                written -> {
                    Node features = Objects.requireNonNull(written.outputs().get(path(model, written)));
                    found[0] = features.shape().example().withLast(1);
                    return map(written, features);
                },
                backend);
        passes.run(
                maps.length,
                new Unchanged(subjects),
                (row, score, values, offset) -> maps[row] =
                        new SaliencyMap(plane, stretched(values, offset, found[0], plane), false, score, Double.NaN));
        return List.of(maps);
    }

    /// `[batch, rows, columns, 1]`.
    private static Node map(ImageModel.Written written, Node features) {
        Node shares = Passes.gradient(written, features).mean(1, 2);
        return written.graph().add(new Relu(), features.times(shares).sum(3));
    }

    @Override
    public void require(ImageModel model) {
        path(model);
    }

    /// The layer that is looked at.
    ///
    /// @throws InvalidRequestException when there is none, or the one asked for does not put out images
    public String path(ImageModel model) {
        return path(model, model.write(1));
    }

    private String path(ImageModel model, ImageModel.Written written) {
        if (layer == null) {
            return model.convolutional(written).reversed().stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new InvalidRequestException(
                                    "Grad-CAM looks at a convolutional layer, and this model has none; take gradient, smoothGrad, integratedGradients or occlusion"));
        }
        String path = model.layers().paths(List.of(layer)).iterator().next();
        Node output = written.outputs().get(path);
        if (output == null) {
            throw new InvalidRequestException("Grad-CAM takes a whole layer, such as %s, not %s within one"
                    .formatted(path.replaceAll("/.*", ""), path));
        }
        Check.require(
                images(output),
                "Grad-CAM takes a layer that puts out images [rows, columns, channels], but %s puts out %s"
                        .formatted(path, output.shape().example()));
        return path;
    }

    private static boolean images(Node output) {
        return output.shape().rank() == 4;
    }

    /// Bilinear, each pixel's middle where it is in the other image; beyond the outermost middles the outermost values.
    private static float[] stretched(float[] values, int offset, Shape from, Shape to) {
        int rows = to.extent(0);
        int columns = to.extent(1);
        float[] result = new float[rows * columns];
        for (int i = 0; i < result.length; i++) {
            double y = Math.clamp((i / columns + 0.5) * from.extent(0) / rows - 0.5, 0, from.extent(0) - 1);
            double x = Math.clamp((i % columns + 0.5) * from.extent(1) / columns - 0.5, 0, from.extent(1) - 1);
            int top = (int) y;
            int left = (int) x;
            int down = Math.min(top + 1, from.extent(0) - 1) * from.extent(1) + offset;
            int right = Math.min(left + 1, from.extent(1) - 1);
            int up = top * from.extent(1) + offset;
            double upper = values[up + left] + (x - left) * (values[up + right] - values[up + left]);
            double lower = values[down + left] + (x - left) * (values[down + right] - values[down + left]);
            result[i] = (float) (upper + (y - top) * (lower - upper));
        }
        return result;
    }
}
