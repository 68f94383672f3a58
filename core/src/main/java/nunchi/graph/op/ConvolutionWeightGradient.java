package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The gradient of a [Convolution] with respect to its weight: `wₖₗ꜀ᵤ = Σₙᵢⱼ xₙ,pos(i,k),pos(j,l),꜀ · yₙᵢⱼᵤ`.
///
/// | array | shape |
/// |---|---|
/// | images x | `[batch, height, width, channels]` |
/// | outputs y | `[batch, output height, output width, units]` |
/// | result w | `[kernel rows, kernel columns, channels / groups, units]` |
///
/// Gradient: `x̄` is the [TransposedConvolution] of y with w̄, `ȳ` the [Convolution] of x with w̄.
public record ConvolutionWeightGradient(Window window, int groups) implements Op {
    public ConvolutionWeightGradient {
        Check.positive("groups", groups);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape images = operands.get(0);
        Shape outputs = operands.get(1);
        window.requireInput(images);
        Window.requireImages(outputs);
        Check.require(
                images.extent(0) == outputs.extent(0),
                "images %s and outputs %s are of different batches".formatted(images, outputs));
        Check.require(
                images.last() % groups == 0,
                "%d channels do not divide into %d groups".formatted(images.last(), groups));
        window.requireOutputs(outputs);
        Shape weight =
                Shape.of(window.rows().kernel(), window.columns().kernel(), images.last() / groups, outputs.last());
        Convolution.requireWeight(window, groups, weight);
        return weight;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(
                node.graph().add(new TransposedConvolution(window, groups), node.input(1), upstream),
                node.graph().add(new Convolution(window, groups), node.input(0), upstream));
    }

    @Override
    public long operations(Node node) {
        return Convolution.operations(node.shape(), node.input(1).shape());
    }
}
