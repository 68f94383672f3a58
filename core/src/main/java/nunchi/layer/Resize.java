package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Role;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.init.Interpolation;
import nunchi.tensor.Shape;

/// Images in another size, bilinearly and antialiased: `yₙᵢⱼ꜀ = Σₖₗ Rₖᵢ Cₗⱼ xₙₖₗ꜀`, with R and C from [Interpolation].
/// What PyTorch's `interpolate(mode="bilinear", antialias=True)` and Pillow's `resize(BILINEAR)` compute. Nothing is
/// learnt.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, height, width, channels]` |
/// | rows R | `[height, 1, 1, rows]` |
/// | columns C | `[width, 1, 1, columns]` |
/// | channels | `[channels, 1, 1, channels]`, ones on the diagonal; absent for one channel |
/// | y | `[batch, rows, columns, channels]` |
///
/// Each product is a convolution that takes all places of an image's first axis into channels; so the axes go round,
/// and the third product, with ones, brings the channels back to their place.
///
/// @param size height and width of the output, in pixels
public record Resize(Size size) implements Layer {
    public Resize {
        Check.given("size", size);
    }

    public Resize(int side) {
        this(new Size(side));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        int batch = x.shape().extent(0);
        int width = x.shape().extent(2);
        int channels = x.shape().last();
        Node rows = product(
                scope,
                "rows",
                x.reshape(Shape.of(
                        batch, x.shape().extent(1), Shape.extent("values of a row", (long) width * channels), 1)),
                size.rows());
        int across = Shape.extent("values of a column", (long) channels * size.rows());
        Node columns = product(scope, "columns", rows.reshape(Shape.of(batch, width, across, 1)), size.columns());
        Node result = channels == 1
                ? columns
                : product(scope, "channels", columns.reshape(Shape.of(batch, channels, size.places(), 1)), channels);
        return scope.placed(
                result.reshape(Shape.of(batch, size.rows(), size.columns(), channels)),
                new Places.Rearranged(true, true));
    }

    /// `[batch, n, m, 1]` and `[n, made]` become `[batch, m, made]`.
    private static Node product(Scope scope, String name, Node x, int made) {
        int extent = x.shape().extent(1);
        Node weight = scope.weight(name, Shape.of(extent, 1, 1, made), new Interpolation(), Role.STATISTIC);
        Window window = new Window(
                new WindowAxis(extent, 1, extent),
                new WindowAxis(1, 1, x.shape().extent(2)));
        return scope.graph().add(new Convolution(window, 1), x, weight);
    }
}
