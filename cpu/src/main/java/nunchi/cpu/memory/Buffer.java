package nunchi.cpu.memory;

import nunchi.tensor.FlushToZero;

/// Where a value lies: a run of floats of an array. The place is known once memory has been planned.
public final class Buffer {
    private static final float[] NOWHERE = {};

    private final int size;
    private float[] array = NOWHERE;
    private int offset;

    public Buffer(int size) {
        this.size = size;
    }

    /// A buffer over an array that is already there.
    public static Buffer over(float[] array, int offset, int size) {
        Buffer buffer = new Buffer(size);
        buffer.place(array, offset);
        return buffer;
    }

    void place(float[] where, int from) {
        array = where;
        offset = from;
    }

    /// Takes values from outside, at least as many as this has; subnormal ones as 0.
    public void set(float[] values) {
        for (int i = 0; i < size; i++) {
            array[offset + i] = FlushToZero.of(values[i]);
        }
    }

    boolean placed() {
        return array != NOWHERE;
    }

    public int size() {
        return size;
    }

    public float[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }
}
