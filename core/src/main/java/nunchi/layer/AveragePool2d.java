package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// The mean of the values under a window, for each channel: `[batch, height, width, channels]` becomes `[batch, output
/// height, output width, channels]`; a depthwise convolution with ones, times one over the number of pixels.
///
/// @param size         height and width of the window, in pixels
/// @param stride       distance from one output to the next, in pixels; the size of the window unless it is given
///     (default: 1)
/// @param padding      padding of the images; less than the window (default: valid)
/// @param countPadding whether the zeros of the padding count in the mean; PyTorch's and ONNX' `count_include_pad`,
///     which PyTorch sets by default (default: false)
public record AveragePool2d(Size size, Size stride, Padding padding, boolean countPadding) implements Layer {
    public AveragePool2d {
        Check.given("size", size);
        Check.given("stride", stride);
        Check.given("padding", padding);
        Check.require(
                !countPadding || !(padding instanceof Padding.Valid),
                "countPadding is true, but padding is valid, so that there are no zeros to count; leave it out, or give padding");
    }

    public AveragePool2d(Size size) {
        this(size, size, new Padding.Valid(), false);
    }

    public AveragePool2d(int size) {
        this(new Size(size));
    }

    public AveragePool2d(int size, int stride, Padding padding) {
        this(new Size(size), new Size(stride), padding, false);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        Window window = Images.pooling(scope, size, stride, padding, x.shape());
        Graph graph = scope.graph();
        int channels = x.shape().last();
        Node weight = graph.constant(1).broadcastTo(Shape.of(size.rows(), size.columns(), 1, channels));
        Node total = graph.add(new Convolution(window, channels), x, weight);
        boolean full = window.rows().before()
                        + window.rows().after()
                        + window.columns().before()
                        + window.columns().after()
                == 0;
        return total.times(
                full || countPadding ? graph.constant(1.0 / size.places()) : share(graph, window, x.shape()));
    }

    /// One over the pixels of the image under each window, `[1, output height, output width, 1]`: a convolution of
    /// ones.
    private Node share(Graph graph, Window window, Shape images) {
        Node image = graph.constant(1).broadcastTo(Shape.of(1, images.extent(1), images.extent(2), 1));
        Node weight = graph.constant(1).broadcastTo(Shape.of(size.rows(), size.columns(), 1, 1));
        return graph.constant(1).dividedBy(graph.add(new Convolution(window, 1), image, weight));
    }
}
