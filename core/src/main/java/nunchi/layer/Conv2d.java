package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Role;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// A convolution of images: `y = f(x ∗ W + b)`, every unit being the same window of weights at every output, see
/// [Convolution].
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, height, width, channels]` |
/// | weight W | `[kernel rows, kernel columns, channels / groups, filters]` |
/// | bias b | `[filters]` |
/// | y | `[batch, output height, output width, filters]` |
///
/// Parameters: `rows · columns · channels / groups · filters + filters`. The number of outputs follows from [Padding].
///
/// @param filters    number of output channels
/// @param kernel     height and width of the kernel, in pixels
/// @param stride     distance from one output to the next, in pixels (default: 1)
/// @param padding    padding of the images (default: valid)
/// @param dilation   distance between two kernel elements, in pixels (default: 1)
/// @param groups     number of groups; output channel u sees only the input channels of group `u / (filters / groups)`.
///     Divides the filters and the channels (default: 1)
/// @param activation activation function f (default: linear)
/// @param init       initial values of W, as in Keras; PyTorch draws them uniformly from ±1/√(fan in) (default:
///     glorotUniform)
/// @param biasInit   initial values of b (default: zeros)
/// @param bias       whether the layer has a bias b (default: true)
public record Conv2d(
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
    public Conv2d {
        LayerChecks.window(kernel, stride, padding, dilation);
        LayerChecks.weights(activation, init, biasInit, bias);
        Check.positive("filters", filters);
        Check.positive("groups", groups);
        Check.require(
                filters % groups == 0,
                "%d filters do not divide into %d groups; the groups must divide the filters"
                        .formatted(filters, groups));
    }

    public Conv2d(int filters, Size kernel) {
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

    public Conv2d(int filters, int kernel) {
        this(filters, new Size(kernel));
    }

    public Conv2d(int filters, int kernel, Activation activation) {
        this(filters, kernel, new Padding.Valid(), activation);
    }

    public Conv2d(int filters, int kernel, Padding padding, Activation activation) {
        this(
                filters,
                new Size(kernel),
                new Size(1),
                padding,
                new Size(1),
                1,
                activation,
                new GlorotUniform(),
                new Zeros(),
                true);
    }

    public Conv2d withStride(int both) {
        return new Conv2d(filters, kernel, new Size(both), padding, dilation, groups, activation, init, biasInit, bias);
    }

    public Conv2d withPadding(Padding other) {
        return new Conv2d(filters, kernel, stride, other, dilation, groups, activation, init, biasInit, bias);
    }

    public Conv2d withDilation(int both) {
        return new Conv2d(filters, kernel, stride, padding, new Size(both), groups, activation, init, biasInit, bias);
    }

    public Conv2d withGroups(int other) {
        return new Conv2d(filters, kernel, stride, padding, dilation, other, activation, init, biasInit, bias);
    }

    public Conv2d withInit(Init weights) {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, activation, weights, biasInit, bias);
    }

    /// The same without a bias, as before a batch norm, which has its own.
    public Conv2d withoutBias() {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, activation, init, biasInit, false);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        Images.requireGroups(scope, x, groups);
        Shape shape = Shape.of(kernel.rows(), kernel.columns(), x.shape().last() / groups, filters);
        Node weight = scope.weight("weight", shape, init, Role.KERNEL);
        Node z = scope.graph()
                .add(new Convolution(padding.window(kernel, stride, dilation, x.shape()), groups), x, weight);
        return activation.apply(bias ? Images.plusBias(scope, z, biasInit) : z);
    }
}
