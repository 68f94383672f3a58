package nunchi.layer;

import java.util.Arrays;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// Dropout of whole channels: in training every channel of every example is set to 0 with probability `rate`, at all
/// places alike, and the others are divided by `1 - rate`; in inference nothing happens. Neighbouring pixels are so
/// alike that dropping them one by one hides little. `[batch, …, channels]` in, with one axis of places at least, the
/// same shape out. Tompson et al., *Efficient object localization using convolutional networks*, CVPR 2015.
///
/// @param rate probability that a channel is set to 0
public record SpatialDropout(double rate) implements Layer {
    public SpatialDropout {
        Check.fraction("rate", rate);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(
                x.shape().rank() >= 3,
                "spatialDropout takes [batch, …, channels] with at least one axis of places, but got " + x.shape()
                        + "; take dropout for features");
        if (!scope.training() || rate == 0) {
            return x;
        }
        int[] extents = new int[x.shape().rank()];
        Arrays.fill(extents, 1);
        extents[0] = x.shape().extent(0);
        extents[extents.length - 1] = x.shape().last();
        return x.times(scope.keepMask(Shape.of(extents), rate).times(1 / (1 - rate)));
    }
}
