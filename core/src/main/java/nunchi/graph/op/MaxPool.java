package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
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
/// | result y | `[batch, steps down, steps across, channels]` |
///
/// Gradient: `x̄` is the [MaxUnpool] of ȳ; none flows to the ranking, since a small change of it changes no place.
public record MaxPool(Window window) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Shape images = operands.get(0);
        Window.requireImages(images);
        Check.require(
                images.equals(operands.get(1)),
                "values %s and ranking %s must have one shape".formatted(images, operands.get(1)));
        return steps(window, images);
    }

    /// What pooling makes of images; every step must have a place to take a value from.
    static Shape steps(Window window, Shape images) {
        Shape steps = window.over(images, images.last());
        requirePlaces(window.rows(), steps.extent(1), images.extent(1));
        requirePlaces(window.columns(), steps.extent(2), images.extent(2));
        return steps;
    }

    private static void requirePlaces(Window.Axis axis, int steps, int extent) {
        for (int step = 0; step < steps; step++) {
            boolean found = false;
            for (int k = 0; k < axis.kernel(); k++) {
                int place = axis.place(step, k);
                found |= place >= 0 && place < extent;
            }
            Check.require(
                    found,
                    "with padding %d and %d a pooling window of %d lies wholly outside of the image: pad by less than the window"
                            .formatted(axis.before(), axis.after(), axis.kernel()));
        }
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Shape images = node.input(0).shape();
        return Arrays.asList(
                node.graph().add(new MaxUnpool(window, images.extent(1), images.extent(2)), upstream, node.input(1)),
                null);
    }

    @Override
    public long operations(Node node) {
        return (long) window.points() * node.shape().size();
    }
}
