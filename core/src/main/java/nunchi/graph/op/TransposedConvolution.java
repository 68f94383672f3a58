package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The transpose of a [Convolution] in its images: every step spreads its units over the places under its window,
/// `xₙₐᵦ꜀ = Σ yₙᵢⱼᵤ · wₖₗ꜀ᵤ` over all i, j, k, l with `place(i, k) = a`, `place(j, l) = b`. It is the gradient of the
/// convolution with respect to its images, and the layer that makes images larger.
///
/// | array | shape |
/// |---|---|
/// | steps y | `[batch, steps down, steps across, units]` |
/// | weight w | `[kernel rows, kernel columns, channels / groups, units]` |
/// | result x | `[batch, height, width, channels]` |
///
/// Gradient: `ȳ` is the [Convolution] of x̄, `w̄` the [ConvolutionWeightGradient].
///
/// @param height of the result: with a stride above 1 several heights make the same steps
public record TransposedConvolution(Window window, int groups, int height, int width) implements Op {
    public TransposedConvolution {
        Check.positive("groups", groups);
        Check.positive("height", height);
        Check.positive("width", width);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape steps = operands.get(0);
        Shape weight = operands.get(1);
        Window.requireImages(steps);
        Convolution.requireWeight(window, groups, weight);
        Check.require(
                steps.last() == weight.last(),
                "steps %s have %d units, but weight %s has %d".formatted(steps, steps.last(), weight, weight.last()));
        window.requireSteps(steps, height, width);
        return Shape.of(steps.extent(0), height, width, weight.extent(2) * groups);
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(
                node.graph().add(new Convolution(window, groups), upstream, node.input(1)),
                node.graph().add(new ConvolutionWeightGradient(window, groups), upstream, node.input(0)));
    }

    @Override
    public long operations(Node node) {
        return Convolution.operations(node.input(1).shape(), node.input(0).shape());
    }
}
