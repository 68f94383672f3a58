package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The transpose of a [Convolution] in its images: every output spreads its units over the pixels under its window,
/// `xₙₐᵦ꜀ = Σ yₙᵢⱼᵤ · wₖₗ꜀ᵤ` over all i, j, k, l with `pos(i, k) = a`, `pos(j, l) = b`. It is the gradient of the
/// convolution with respect to its images, and the layer that makes images larger.
///
/// | array | shape |
/// |---|---|
/// | outputs y | `[batch, output height, output width, units]` |
/// | weight w | `[kernel rows, kernel columns, channels / groups, units]` |
/// | result x | `[batch, height, width, channels]`, the window's input |
///
/// Gradient: `ȳ` is the [Convolution] of x̄, `w̄` the [ConvolutionWeightGradient].
public record TransposedConvolution(Window window, int groups) implements Op {
    public TransposedConvolution {
        Check.positive("groups", groups);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape outputs = operands.get(0);
        Shape weight = operands.get(1);
        Window.requireImages(outputs);
        Convolution.requireWeight(window, groups, weight);
        Check.require(
                outputs.last() == weight.last(),
                "outputs %s have %d units, but weight %s has %d"
                        .formatted(outputs, outputs.last(), weight, weight.last()));
        window.requireOutputs(outputs);
        return window.images(outputs.extent(0), weight.extent(2) * groups);
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
