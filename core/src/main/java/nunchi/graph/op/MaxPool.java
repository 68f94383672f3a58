package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// Takes, of every window and channel, the value at the place where `ranking` is largest: `yₙᵢⱼ꜀ = xₙₐᵦ꜀` with
/// `(a, b) = argmax rankingₙₐᵦ꜀` over the window. Ranked by itself, x is pooled by its maximum.
///
/// Of equal largest values the first counts, row by row; NaN counts as largest, the last one of several. The padding is
/// never taken.
///
/// | array | shape |
/// |---|---|
/// | values x, ranking | `[batch, height, width, channels]` |
/// | result y | `[batch, output height, output width, channels]` |
///
/// Gradient: `x̄` is the [MaxUnpool] of ȳ; none flows to the ranking, since a small change of it changes no place.
public record MaxPool(Window window) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Shape images = operands.get(0);
        window.requireInput(images);
        Check.require(
                images.equals(operands.get(1)),
                "values %s and ranking %s must have one shape".formatted(images, operands.get(1)));
        return outputs(window, images);
    }

    /// What pooling makes of images; every window must have a pixel to take a value from.
    static Shape outputs(Window window, Shape images) {
        Shape outputs = window.outputs(images.extent(0), images.last());
        requirePixels(window.rows());
        requirePixels(window.columns());
        return outputs;
    }

    private static void requirePixels(WindowAxis axis) {
        boolean found =
                IntStream.range(0, axis.output()).allMatch(output -> axis.firstTap(output) < axis.endTap(output));
        Check.require(
                found,
                "with padding %d and %d a pooling window of %d lies wholly outside of the image: pad by less than the window"
                        .formatted(axis.before(), axis.after(), axis.kernel()));
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Arrays.asList(node.graph().add(new MaxUnpool(window), upstream, node.input(1)), null);
    }

    @Override
    public long operations(Node node) {
        return (long) window.taps() * node.shape().size();
    }
}
