package nunchi.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// The extents of a tensor along its axes, slowest first: a batch of 32 grey images of 28 rows and 28 columns is
/// `[32, 28, 28, 1]`. The shape of a scalar is `[]`, of size 1.
public final class Shape {
    public static final Shape SCALAR = new Shape();

    private static final int MOST = Integer.MAX_VALUE - 64;

    private final int[] extents;
    private final int size;

    private Shape(int... extents) {
        long product = 1;
        for (int extent : extents) {
            Check.require(extent > 0, "shape %s has an extent below 1".formatted(Arrays.toString(extents)));
            product *= extent;
            Check.require(product <= MOST, "shape %s has more than 2^31 values".formatted(Arrays.toString(extents)));
        }
        this.extents = extents;
        this.size = (int) product;
    }

    /// @param extents each at least 1; none for a scalar
    /// @throws nunchi.check.InvalidRequestException for an extent below 1, and for more values than an array holds
    public static Shape of(int... extents) {
        return extents.length == 0 ? SCALAR : new Shape(extents.clone());
    }

    /// A computed extent, refused where no axis is so long.
    ///
    /// @param name what it is of: `channels`
    /// @throws nunchi.check.InvalidRequestException naming it
    public static int extent(String name, long extent) {
        if (extent > MOST) {
            throw new InvalidRequestException(
                    "there would be %,d %s; an axis has at most %,d places".formatted(extent, name, MOST));
        }
        return (int) extent;
    }

    /// How many axes; 0 of a scalar.
    public int rank() {
        return extents.length;
    }

    /// The extent along an axis; negative axes count from the last, -1 being the last.
    public int extent(int axis) {
        return extents[axis < 0 ? axis + extents.length : axis];
    }

    /// The number of values: the product of the extents.
    public int size() {
        return size;
    }

    /// The last axis's extent; 1 of a scalar.
    public int last() {
        return rank() == 0 ? 1 : extent(-1);
    }

    /// The number of vectors along the last axis: `size / last`.
    public int rows() {
        return size / last();
    }

    /// @param extent which the last axis has then
    public Shape withLast(int extent) {
        return with(rank() - 1, extent);
    }

    /// @param axis   from 0
    /// @param extent which that axis has then
    public Shape with(int axis, int extent) {
        int[] changed = extents.clone();
        changed[axis] = extent;
        return new Shape(changed);
    }

    /// This shape with one more axis in front, as a batch of examples has: `[784]` becomes `[100, 784]`.
    public Shape batch(int rows) {
        int[] batched = new int[rank() + 1];
        batched[0] = rows;
        System.arraycopy(extents, 0, batched, 1, rank());
        return new Shape(batched);
    }

    /// This shape without its first axis, the shape of one example of a batch: `[100, 784]` becomes `[784]`.
    public Shape example() {
        return Shape.of(Arrays.copyOfRange(extents, 1, rank()));
    }

    /// A copy of the extents.
    public int[] toArray() {
        return extents.clone();
    }

    /// The shape that NumPy's broadcasting gives for two operands: axes are aligned at the last, and an extent of 1 (or
    /// a missing axis) stretches to the other's, `[100, 1]` and `[10]` to `[100, 10]`; null where they do not fit.
    public @Nullable Shape broadcast(Shape other) {
        int[] result = new int[Math.max(rank(), other.rank())];
        for (int axis = 1; axis <= result.length; axis++) {
            int mine = axis <= rank() ? extent(-axis) : 1;
            int theirs = axis <= other.rank() ? other.extent(-axis) : 1;
            if (mine != theirs && mine != 1 && theirs != 1) {
                return null;
            }
            result[result.length - axis] = Math.max(mine, theirs);
        }
        return Shape.of(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
