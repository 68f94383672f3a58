package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The gradient of a [Convolution] with respect to its weight: `wₖₗ꜀ᵤ = Σₙᵢⱼ xₙ,place(i,k),place(j,l),꜀ · yₙᵢⱼᵤ`.
///
/// | array | shape |
/// |---|---|
/// | images x | `[batch, height, width, channels]` |
/// | steps y | `[batch, steps down, steps across, units]` |
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
        Shape steps = operands.get(1);
        Window.requireImages(images);
        Window.requireImages(steps);
        Check.require(
                images.extent(0) == steps.extent(0),
                "images %s and steps %s are of different batches".formatted(images, steps));
        Check.require(
                images.last() % groups == 0,
                "%d channels do not divide into %d groups".formatted(images.last(), groups));
        window.requireSteps(steps, images.extent(1), images.extent(2));
        Shape weight =
                Shape.of(window.rows().kernel(), window.columns().kernel(), images.last() / groups, steps.last());
        Convolution.requireWeight(window, groups, weight);
        return weight;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Shape images = node.input(0).shape();
        return List.of(
                node.graph()
                        .add(
                                new TransposedConvolution(window, groups, images.extent(1), images.extent(2)),
                                node.input(1),
                                upstream),
                node.graph().add(new Convolution(window, groups), node.input(0), upstream));
    }

    @Override
    public long operations(Node node) {
        return Convolution.operations(node.shape(), node.input(1).shape());
    }
}
