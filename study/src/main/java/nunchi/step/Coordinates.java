package nunchi.step;

import java.util.List;
import nunchi.tensor.Shape;

/// Places of elements in tensors, from their indices with the last axis fastest, and back.
final class Coordinates {
    private Coordinates() {}

    static int[] of(Shape shape, int index) {
        int[] place = new int[shape.rank()];
        int rest = index;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape.extent(axis);
            rest /= shape.extent(axis);
        }
        return place;
    }

    static int index(Shape shape, int... place) {
        int index = 0;
        for (int axis = 0; axis < place.length; axis++) {
            index = index * shape.extent(axis) + place[axis];
        }
        return index;
    }

    /// The index in a tensor that is stretched to a larger shape.
    static int stretched(Shape small, Shape large, int index) {
        int[] place = of(large, index);
        int[] own = new int[small.rank()];
        for (int axis = 1; axis <= own.length; axis++) {
            own[own.length - axis] = small.extent(-axis) == 1 ? 0 : place[place.length - axis];
        }
        return index(small, own);
    }

    /// The index in another tensor, by the same place moved along each axis; -1 where it lies outside.
    static int moved(Shape from, Shape to, List<Integer> by, int index) {
        int[] place = of(from, index);
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] += by.get(axis);
            if (place[axis] < 0 || place[axis] >= to.extent(axis)) {
                return -1;
            }
        }
        return index(to, place);
    }
}
