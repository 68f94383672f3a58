package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;
import nunchi.tensor.Shape;

/// Images without their edges: `[batch, height, width, channels]` becomes
/// `[batch, height - top - bottom, width - left - right, channels]`. In an experiment file one number for all edges, or
/// `[top, bottom, left, right]`.
///
/// @param top    rows removed above, in pixels
/// @param bottom rows removed below, in pixels
/// @param left   columns removed on the left, in pixels
/// @param right  columns removed on the right, in pixels
public record Crop2d(int top, int bottom, int left, int right) implements Layer {
    public Crop2d {
        Check.require(
                Math.min(Math.min(top, bottom), Math.min(left, right)) >= 0,
                "a crop is [%d, %d, %d, %d] at top, bottom, left and right; it must be 0 or more"
                        .formatted(top, bottom, left, right));
    }

    public Crop2d(int all) {
        this(all, all, all, all);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        long rows = (long) x.shape().extent(1) - top - bottom;
        long columns = (long) x.shape().extent(2) - left - right;
        scope.require(
                rows > 0 && columns > 0,
                "a crop of [%d, %d, %d, %d] at top, bottom, left and right leaves nothing of images %s; crop less"
                        .formatted(top, bottom, left, right, x.shape().example()));
        Shape inside = Shape.of(
                x.shape().extent(0), (int) rows, (int) columns, x.shape().last());
        return scope.graph().add(new Slice(List.of(0, top, left, 0), inside), x);
    }
}
