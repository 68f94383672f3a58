package nunchi.graph;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Sum;
import nunchi.graph.op.Unary.Negate;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Sums that need not go through what they sum, because they follow from smaller values:
///
/// - over axes of extent 1: `Σ x = x`;
/// - `Σ -x = -Σ x`, and `Σ b·x = b·Σ x` where b does not vary along the summed axes, if `Σ x` is in the graph already;
/// - of a value repeated n times along them: `n` times the value.
///
/// A factor is not taken out where `Σ x` would be new: then x might have to be stored for it alone.
final class KnownSums {
    private KnownSums() {}

    /// The sum of `x`; null where it must be computed.
    static @Nullable Node of(Node x, Sum sum) {
        Node present = x.graph().find(sum, x);
        if (present != null) {
            return present;
        }
        if (unvarying(x.shape(), x.shape(), sum)) {
            return x;
        }
        return switch (x.op()) {
            case Negate _ -> negated(of(x.input(0), sum));
            case Multiply _ ->
                unvarying(x.input(1).shape(), x.shape(), sum)
                        ? scaled(x.input(0), x.input(1), sum, x.shape())
                        : scaled(x.input(1), x.input(0), sum, x.shape());
            case BroadcastTo _ -> repeated(x.input(0), x.shape(), sum);
            default -> null;
        };
    }

    /// Whether a tensor of shape `small`, stretched to `large`, is the same all along the summed axes.
    private static boolean unvarying(Shape small, Shape large, Sum sum) {
        int added = large.rank() - small.rank();
        return sum.axes().stream().allMatch(axis -> axis < added || small.extent(axis - added) == 1);
    }

    private static @Nullable Node negated(@Nullable Node sum) {
        return sum == null ? null : sum.negate();
    }

    private static @Nullable Node scaled(Node x, Node factor, Sum sum, Shape product) {
        boolean takenOut = x.shape().equals(product) && unvarying(factor.shape(), product, sum);
        Node known = takenOut ? of(x, sum) : null;
        return known == null ? null : known.times(factor);
    }

    private static @Nullable Node repeated(Node x, Shape target, Sum sum) {
        int added = target.rank() - x.shape().rank();
        Shape aligned = Shape.of(IntStream.range(0, target.rank())
                .map(axis -> axis < added ? 1 : x.shape().extent(axis - added))
                .toArray());
        int times = sum.axes().stream()
                .filter(axis -> aligned.extent(axis) == 1)
                .mapToInt(target::extent)
                .reduce(1, (a, b) -> a * b);
        int[] axes = sum.axes().stream().mapToInt(axis -> axis).toArray();
        return times == 1 ? null : x.reshape(aligned).sum(axes).times(times).broadcastTo(sum.shape(List.of(target)));
    }
}
