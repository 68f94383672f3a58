package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The convolution of images with a kernel (a cross-correlation, as in every library of the field):
/// `yₙᵢⱼᵤ = Σₖₗ꜀ xₙ,pos(i,k),pos(j,l),꜀ · wₖₗ꜀ᵤ`, the padding being 0; `pos` is [WindowAxis#position].
///
/// | array | shape |
/// |---|---|
/// | images x | `[batch, height, width, channels]` |
/// | weight w | `[kernel rows, kernel columns, channels / groups, units]` |
/// | result y | `[batch, output height, output width, units]` |
///
/// With groups, unit u of group `g = u / (units / groups)` sees the channels of group g alone; as many groups as
/// channels make a depthwise convolution.
///
/// Gradient: `x̄` is the [TransposedConvolution] of ȳ, `w̄` the [ConvolutionWeightGradient]. The three ops are the
/// three partial derivatives of one trilinear form, so each one's gradients are the other two.
public record Convolution(Window window, int groups) implements Op {
    public Convolution {
        Check.positive("groups", groups);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape images = operands.get(0);
        Shape weight = operands.get(1);
        window.requireInput(images);
        requireWeight(window, groups, weight);
        Check.require(
                images.last() == weight.extent(2) * groups,
                "images %s have %d channels, but weight %s takes %d%s"
                        .formatted(
                                images,
                                images.last(),
                                weight,
                                weight.extent(2) * groups,
                                groups == 1 ? "" : " in %d groups".formatted(groups)));
        return window.outputs(images.extent(0), weight.last());
    }

    static void requireWeight(Window window, int groups, Shape weight) {
        Check.require(
                weight.rank() == 4
                        && weight.extent(0) == window.rows().kernel()
                        && weight.extent(1) == window.columns().kernel(),
                "weight must be [%d, %d, channels, units], but is %s"
                        .formatted(window.rows().kernel(), window.columns().kernel(), weight));
        Check.require(
                weight.last() % groups == 0, "%d units do not divide into %d groups".formatted(weight.last(), groups));
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node images = node.input(0);
        Node weight = node.input(1);
        return List.of(
                node.graph().add(new TransposedConvolution(window, groups), upstream, weight),
                node.graph().add(new ConvolutionWeightGradient(window, groups), images, upstream));
    }

    /// Products in the padding are counted, as is usual.
    @Override
    public long operations(Node node) {
        return operations(node.input(1).shape(), node.shape());
    }

    /// Of any of the three ops: every output and unit takes `taps · channels / groups` products.
    static long operations(Shape weight, Shape outputs) {
        return 2L * weight.extent(0) * weight.extent(1) * weight.extent(2) * outputs.size();
    }
}
