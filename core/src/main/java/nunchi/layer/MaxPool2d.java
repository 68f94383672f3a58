package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.MaxPool;

/// The largest value under a window, for each channel: `[batch, height, width, channels]` becomes `[batch, output
/// height, output width, channels]`. The padding is never the largest. Of equal values the first, row by row, takes the
/// gradient.
///
/// @param size    height and width of the window, in pixels
/// @param stride  distance from one output to the next, in pixels; the size of the window unless it is given (default:
///     1)
/// @param padding padding of the images; less than the window (default: valid)
public record MaxPool2d(Size size, Size stride, Padding padding) implements Layer {
    public MaxPool2d {
        Check.given("size", size);
        Check.given("stride", stride);
        Check.given("padding", padding);
    }

    public MaxPool2d(Size size) {
        this(size, size, new Padding.Valid());
    }

    public MaxPool2d(int size) {
        this(new Size(size));
    }

    public MaxPool2d(int size, int stride, Padding padding) {
        this(new Size(size), new Size(stride), padding);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        return scope.graph().add(new MaxPool(Images.pooling(scope, size, stride, padding, x.shape())), x, x);
    }
}
