package nunchi.reference;

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
}
