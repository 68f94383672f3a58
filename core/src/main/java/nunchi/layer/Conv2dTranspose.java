package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.TransposedConvolution;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// The transpose of a convolution, which makes images larger: every pixel of x spreads its channels over a window of y,
/// see [TransposedConvolution]. How large y becomes says [Padding#enlarged].
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, height, width, channels]` |
/// | weight W | `[kernel rows, kernel columns, filters / groups, channels]`, as in Keras |
/// | bias b | `[filters]` |
/// | y | `[batch, rows, columns, filters]` |
///
/// Parameters: `rows · columns · filters / groups · channels + filters`. PyTorch's `output_padding` makes y larger
/// behind: take as much less of an explicit padding at bottom and right.
///
/// @param filters    number of output channels
/// @param kernel     height and width of the kernel, in pixels
/// @param stride     distance in y between two neighbouring pixels of x, in pixels (default: 1)
/// @param padding    padding of the convolution that this layer transposes (default: valid)
/// @param dilation   distance between two kernel elements, in pixels (default: 1)
/// @param groups     number of groups; input channel c reaches only the filters of group `c / (channels / groups)`.
///     Divides the filters and the channels (default: 1)
/// @param activation activation function (default: linear)
/// @param init       initial values of W (default: glorotUniform)
/// @param biasInit   initial values of b (default: zeros)
/// @param bias       whether the layer has a bias b (default: true)
public record Conv2dTranspose(
        int filters,
        Size kernel,
        Size stride,
        Padding padding,
        Size dilation,
        int groups,
        Activation activation,
        Init init,
        Init biasInit,
        boolean bias)
        implements Layer {
    public Conv2dTranspose {
        LayerChecks.window(kernel, stride, padding, dilation);
        LayerChecks.weights(activation, init, biasInit, bias);
        Check.positive("filters", filters);
        Check.positive("groups", groups);
        Check.require(
                filters % groups == 0,
                "%d filters do not divide into %d groups; the groups must divide the filters"
                        .formatted(filters, groups));
    }

    public Conv2dTranspose(int filters, Size kernel) {
        this(
                filters,
                kernel,
                new Size(1),
                new Padding.Valid(),
                new Size(1),
                1,
                new Linear(),
                new GlorotUniform(),
                new Zeros(),
                true);
    }

    public Conv2dTranspose(int filters, int kernel) {
        this(filters, new Size(kernel));
    }

    public Conv2dTranspose(int filters, int kernel, int stride, Padding padding) {
        this(
                filters,
                new Size(kernel),
                new Size(stride),
                padding,
                new Size(1),
                1,
                new Linear(),
                new GlorotUniform(),
                new Zeros(),
                true);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        Images.requireGroups(scope, x, groups);
        Size size = padding.enlarged(kernel, stride, dilation, x.shape());
        Shape images = Shape.of(x.shape().extent(0), size.rows(), size.columns(), filters);
        Node weight = scope.weight(
                "weight",
                Shape.of(
                        kernel.rows(),
                        kernel.columns(),
                        filters / groups,
                        x.shape().last()),
                init,
                Role.KERNEL);
        Node z = scope.graph()
                .add(new TransposedConvolution(padding.window(kernel, stride, dilation, images), groups), x, weight);
        return activation.apply(bias ? Images.plusBias(scope, z, biasInit) : z);
    }
}
