package nunchi.layer;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Pad;

/// Zeros around images: `[batch, height, width, channels]` becomes
/// `[batch, top + height + bottom, left + width + right, channels]`. In an experiment file one number for all edges, or
/// `[top, bottom, left, right]`.
///
/// @param top    rows of zeros above, in pixels
/// @param bottom rows of zeros below, in pixels
/// @param left   columns of zeros on the left, in pixels
/// @param right  columns of zeros on the right, in pixels
public record ZeroPad2d(int top, int bottom, int left, int right) implements Layer {
    public ZeroPad2d {
        new Padding.Explicit(top, bottom, left, right);
    }

    public ZeroPad2d(int all) {
        this(all, all, all, all);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        return scope.graph().add(new Pad(List.of(0, top, left, 0), List.of(0, bottom, right, 0)), x);
    }
}
