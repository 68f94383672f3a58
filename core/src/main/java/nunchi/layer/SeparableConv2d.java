package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Role;
import nunchi.graph.op.Window;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// A convolution in two steps: every channel by itself over the window, then at every place across the channels;
/// `y = f((x ∗ D) · P + b)`. Chollet, *Xception*, CVPR 2017.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, height, width, channels]` |
/// | depthwise D | `[kernel rows, kernel columns, 1, channels · multiplier]` |
/// | pointwise P | `[1, 1, channels · multiplier, filters]` |
/// | bias b | `[filters]` |
/// | y | `[batch, output height, output width, filters]` |
///
/// Parameters: `channels · multiplier · (rows · columns + filters) + filters`.
///
/// @param filters    number of output channels
/// @param kernel     height and width of D, in pixels
/// @param stride     distance from one output of D to the next, in pixels (default: 1)
/// @param padding    padding of the images (default: valid)
/// @param dilation   distance between two elements of D, in pixels (default: 1)
/// @param multiplier output channels of D for each input channel (default: 1)
/// @param activation activation function f (default: linear)
/// @param init       initial values of D and of P (default: glorotUniform)
/// @param biasInit   initial values of b (default: zeros)
/// @param bias       whether the layer has a bias b (default: true)
public record SeparableConv2d(
        int filters,
        Size kernel,
        Size stride,
        Padding padding,
        Size dilation,
        int multiplier,
        Activation activation,
        Init init,
        Init biasInit,
        boolean bias)
        implements Layer {
    public SeparableConv2d {
        LayerChecks.window(kernel, stride, padding, dilation);
        LayerChecks.weights(activation, init, biasInit, bias);
        Check.positive("filters", filters);
        Check.positive("multiplier", multiplier);
    }

    public SeparableConv2d(int filters, Size kernel) {
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

    public SeparableConv2d(int filters, int kernel) {
        this(filters, new Size(kernel));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        int channels = x.shape().last();
        int units = Shape.extent("channels", (long) channels * multiplier);
        Node depthwise =
                scope.weight("depthwise", Shape.of(kernel.rows(), kernel.columns(), 1, units), init, Role.KERNEL);
        Node pointwise = scope.weight("pointwise", Shape.of(1, 1, units, filters), init, Role.KERNEL);
        Node inner = scope.graph()
                .add(new Convolution(padding.window(kernel, stride, dilation, x.shape()), channels), x, depthwise);
        Node z = scope.graph().add(new Convolution(Window.of(1, 1, inner.shape()), 1), inner, pointwise);
        return activation.apply(bias ? Images.plusBias(scope, z, biasInit) : z);
    }
}
