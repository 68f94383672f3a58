package nunchi.reference;

import java.util.List;
import nunchi.tensor.Shape;

/// Boxes within tensors.
final class Boxes {
    private Boxes() {}

    static double[] pad(double[] box, Shape extents, List<Integer> start, Shape whole) {
        double[] result = new double[whole.size()];
        put(box, extents, result, start, whole);
        return result;
    }

    static double[] slice(double[] tensor, Shape whole, List<Integer> start, Shape extents) {
        double[] result = new double[extents.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = tensor[place(i, extents, start, whole)];
        }
        return result;
    }

    /// Writes a box into a tensor, from `start` on.
    static void put(double[] box, Shape extents, double[] tensor, List<Integer> start, Shape whole) {
        for (int i = 0; i < box.length; i++) {
            tensor[place(i, extents, start, whole)] = box[i];
        }
    }

    /// Where in the whole the value `index` of the box lies.
    private static int place(int index, Shape extents, List<Integer> start, Shape whole) {
        int place = 0;
        int stride = 1;
        int rest = index;
        for (int axis = whole.rank() - 1; axis >= 0; axis--) {
            place += (start.get(axis) + rest % extents.extent(axis)) * stride;
            rest /= extents.extent(axis);
            stride *= whole.extent(axis);
        }
        return place;
    }
}
