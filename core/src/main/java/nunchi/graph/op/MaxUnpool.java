package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The transpose of [MaxPool]: puts the value of every window and channel where `ranking` is largest, adding where
/// windows overlap, and 0 elsewhere.
///
/// | array | shape |
/// |---|---|
/// | values y | `[batch, output height, output width, channels]` |
/// | ranking, result x | `[batch, height, width, channels]` |
///
/// Gradient: `ȳ` is the [MaxPool] of x̄ by the same ranking; none flows to the ranking.
public record MaxUnpool(Window window) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Shape outputs = operands.get(0);
        Shape ranking = operands.get(1);
        Window.requireImages(outputs);
        Shape images = window.images(outputs.extent(0), outputs.last());
        Check.require(ranking.equals(images), "the ranking must be %s, but is %s".formatted(images, ranking));
        window.requireOutputs(outputs);
        MaxPool.outputs(window, images);
        return images;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Arrays.asList(node.graph().add(new MaxPool(window), upstream, node.input(1)), null);
    }

    @Override
    public long operations(Node node) {
        return (long) window.taps() * node.input(0).shape().size();
    }
}
