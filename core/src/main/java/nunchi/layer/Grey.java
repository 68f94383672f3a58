package nunchi.layer;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;

/// Colour images as grey ones: `y = 0.299 red + 0.587 green + 0.114 blue`, the luma of ITU-R BT.601, as Pillow, OpenCV
/// and torchvision have it. `[batch, height, width, 3]` becomes `[batch, height, width, 1]`.
public record Grey() implements Layer {
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        scope.require(
                x.shape().last() == LUMA.length,
                "grey takes images with 3 channels (red, green, blue), but got %s".formatted(x.shape()));
        return channel(scope, x, 0).plus(channel(scope, x, 1)).plus(channel(scope, x, 2));
    }

    private static Node channel(Scope scope, Node x, int channel) {
        return scope.graph()
                .add(new Slice(List.of(0, 0, 0, channel), x.shape().withLast(1)), x)
                .times(LUMA[channel]);
    }
}
