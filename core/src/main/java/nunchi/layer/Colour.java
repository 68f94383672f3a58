package nunchi.layer;

import nunchi.graph.Node;

/// Grey images as colour ones, every channel the same: `yₙᵢⱼ꜀ = xₙᵢⱼ`; `[batch, height, width, 1]` becomes
/// `[batch, height, width, 3]`.
public record Colour() implements Layer {
    private static final int CHANNELS = 3;

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        scope.require(
                x.shape().last() == 1, "colour takes grey images, with 1 channel, but got %s".formatted(x.shape()));
        return x.broadcastTo(x.shape().withLast(CHANNELS));
    }
}
