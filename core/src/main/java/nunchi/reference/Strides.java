package nunchi.reference;

import java.util.List;
import nunchi.tensor.Shape;

/// Index arithmetic of broadcasting.
final class Strides {
    private Strides() {}

    /// For every value of `large` in order, where in `small` it finds its partner, `small` being stretched to `large`.
    static int[] offsets(Shape small, Shape large) {
        int[] stride = strides(small, large);
        int[] offsets = new int[large.size()];
        for (int index = 0; index < offsets.length; index++) {
            int rest = index;
            for (int axis = large.rank() - 1; axis >= 0; axis--) {
                offsets[index] += rest % large.extent(axis) * stride[axis];
                rest /= large.extent(axis);
            }
        }
        return offsets;
    }

    private static int[] strides(Shape small, Shape large) {
        int[] stride = new int[large.rank()];
        int step = 1;
        for (int axis = 1; axis <= small.rank(); axis++) {
            stride[large.rank() - axis] = small.extent(-axis) == 1 ? 0 : step;
            step *= small.extent(-axis);
        }
        return stride;
    }

    /// The values with their axes in another order.
    static double[] transposed(double[] values, Shape shape, List<Integer> order) {
        double[] result = new double[values.length];
        for (int index = 0; index < result.length; index++) {
            int rest = index;
            int source = 0;
            for (int axis : order.reversed()) {
                source += rest % shape.extent(axis) * step(shape, axis);
                rest /= shape.extent(axis);
            }
            result[index] = values[source];
        }
        return result;
    }

    private static int step(Shape shape, int axis) {
        int step = 1;
        for (int later = axis + 1; later < shape.rank(); later++) {
            step *= shape.extent(later);
        }
        return step;
    }
}
