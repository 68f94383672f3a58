package nunchi.metric;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/// A run of an array's values as a list that cannot be changed.
final class FloatList extends AbstractList<Float> implements RandomAccess {
    private final float[] values;
    private final int offset;
    private final int size;

    FloatList(float[] values, int offset, int size) {
        this.values = values;
        this.offset = offset;
        this.size = size;
    }

    @Override
    public Float get(int index) {
        return values[offset + Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
