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

/// A convolution of every channel by itself: channel c makes the units `c · multiplier … (c + 1) · multiplier - 1`.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, height, width, channels]` |
/// | weight W | `[kernel rows, kernel columns, 1, channels · multiplier]` |
/// | bias b | `[channels · multiplier]` |
/// | y | `[batch, output height, output width, channels · multiplier]` |
///
/// Parameters: `(rows · columns + 1) · channels · multiplier`. Keras stores the same numbers as
/// `[rows, columns, channels, multiplier]`.
///
/// @param kernel     height and width of the kernel, in pixels
/// @param multiplier output channels for each input channel (default: 1)
/// @param stride     distance from one output to the next, in pixels (default: 1)
/// @param padding    padding of the images (default: valid)
/// @param dilation   distance between two kernel elements, in pixels (default: 1)
/// @param activation activation function (default: linear)
/// @param init       initial values of W, with PyTorch's fan in, `rows · columns`; Keras counts all channels (default:
///     glorotUniform)
/// @param biasInit   initial values of b (default: zeros)
/// @param bias       whether the layer has a bias b (default: true)
public record DepthwiseConv2d(
        Size kernel,
        int multiplier,
        Size stride,
        Padding padding,
        Size dilation,
        Activation activation,
        Init init,
        Init biasInit,
        boolean bias)
        implements Layer {
    public DepthwiseConv2d {
        LayerChecks.window(kernel, stride, padding, dilation);
        LayerChecks.weights(activation, init, biasInit, bias);
        Check.positive("multiplier", multiplier);
    }

    public DepthwiseConv2d(Size kernel) {
        this(
                kernel,
                1,
                new Size(1),
                new Padding.Valid(),
                new Size(1),
                new Linear(),
                new GlorotUniform(),
                new Zeros(),
                true);
    }

    public DepthwiseConv2d(int kernel) {
        this(new Size(kernel));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        int channels = x.shape().last();
        Node weight = scope.weight(
                "weight",
                Shape.of(kernel.rows(), kernel.columns(), 1, Shape.extent("channels", (long) channels * multiplier)),
                init,
                Role.KERNEL);
        Node z = scope.graph()
                .add(new Convolution(padding.window(kernel, stride, dilation, x.shape()), channels), x, weight);
        return activation.apply(bias ? Images.plusBias(scope, z, biasInit) : z);
    }
}
