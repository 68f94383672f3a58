package nunchi.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.codec.Tree;

/// The numbers of a tensor in JSON: one list of all, or lists nested as the shape is.
///
/// @param extents of the tensor
record TensorData(TensorType type, int... extents) {
    /// @return last axis fastest
    /// @throws nunchi.check.InvalidRequestException where they are too few, too many or no numbers of the type
    float[] values(Tree data) {
        List<Float> values = new ArrayList<>();
        boolean nested = data.path(0) instanceof Tree.Sequence;
        if (nested) {
            nested(data, 0, values);
        } else {
            flat(data, Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b), values);
        }
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private void nested(Tree data, int axis, List<Float> values) {
        if (axis + 1 == extents.length) {
            flat(data, extents[axis], values);
            return;
        }
        requireSize(data, extents[axis]);
        data.elements().forEach(each -> nested(each, axis + 1, values));
    }

    private void flat(Tree data, long size, List<Float> values) {
        requireSize(data, size);
        data.elements().forEach(each -> values.add(type.value(each)));
    }

    private void requireSize(Tree data, long size) {
        Check.require(
                data.size() == size && !(data instanceof Tree.Fields),
                "data has %d elements where the shape %s takes %d; send one list of all numbers, or lists nested as the shape"
                        .formatted(data.size(), Arrays.toString(extents), size));
    }
}
