package nunchi.cpu.plan;

import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Slot;
import nunchi.tensor.Shape;

/// How broadcasting finds, for every value of a pass, its partner in a smaller operand.
final class Stretch {
    private Stretch() {}

    /// The slot of a buffer of shape `small` stretched to `large`: by a period where the axes that are there are
    /// neighbours, else by a table.
    static Slot slot(Buffer buffer, Shape small, Shape large) {
        int inner = 1;
        int period = 1;
        boolean begun = false;
        boolean ended = false;
        boolean regular = true;
        for (int axis = 1; axis <= large.rank(); axis++) {
            int extent = large.extent(-axis);
            boolean present = axis <= small.rank() && small.extent(-axis) == extent;
            if (extent == 1) {
                continue;
            }
            if (present) {
                regular &= !ended;
                begun = true;
                period *= extent;
            } else if (begun) {
                ended = true;
            } else {
                inner *= extent;
            }
        }
        if (buffer.size() == 1) {
            return Slot.stretched(buffer, 1, 1);
        }
        return regular ? Slot.stretched(buffer, period, inner) : Slot.table(buffer, table(small, large));
    }

    private static int[] table(Shape small, Shape large) {
        int[] table = new int[large.size()];
        for (int index = 0; index < table.length; index++) {
            int rest = index;
            int stride = 1;
            for (int axis = 1; axis <= large.rank(); axis++) {
                int position = rest % large.extent(-axis);
                rest /= large.extent(-axis);
                if (axis <= small.rank()) {
                    table[index] += small.extent(-axis) == 1 ? 0 : position * stride;
                    stride *= small.extent(-axis);
                }
            }
        }
        return table;
    }
}
