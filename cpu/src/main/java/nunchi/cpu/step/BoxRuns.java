package nunchi.cpu.step;

import java.util.List;
import nunchi.tensor.Shape;

/// The contiguous runs of a box in a tensor, in order: those of one axis follow each other at an even distance.
final class BoxRuns {
    private final int[] extents;
    private final int[] distances;
    private final int start;

    /// @param box   its extents
    /// @param whole the tensor's
    /// @param start where the box begins along each axis
    /// @param outer the axes that are walked; along the others the box is contiguous
    BoxRuns(Shape box, Shape whole, List<Integer> start, int outer) {
        int[] steps = new int[whole.rank()];
        int offset = 0;
        int step = 1;
        for (int axis = whole.rank() - 1; axis >= 0; axis--) {
            steps[axis] = step;
            offset += start.get(axis) * step;
            step *= whole.extent(axis);
        }
        this.start = offset;
        this.extents = new int[outer];
        this.distances = new int[outer];
        for (int axis = 0; axis < outer; axis++) {
            extents[axis] = box.extent(axis);
            distances[axis] = steps[axis];
        }
    }

    /// The runs that follow each other at an even distance.
    int row() {
        return extents.length == 0 ? 1 : extents[extents.length - 1];
    }

    int distance() {
        return extents.length == 0 ? 0 : distances[extents.length - 1];
    }

    /// Where the run of this number begins.
    int offset(int run) {
        int offset = start;
        int rest = run;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            offset += rest % extents[axis] * distances[axis];
            rest /= extents[axis];
        }
        return offset;
    }
}
