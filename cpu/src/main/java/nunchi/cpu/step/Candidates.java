package nunchi.cpu.step;

/// The points with the least scores so far. Twice as many are taken in as are kept, before the best are chosen among them.
///
/// A point is one number: the score's bits, in an order that integers have too, and below them its index.
final class Candidates {
    private static final int INDEX_BITS = 32;

    private final int kept;
    private final long[] keys;
    private int size;
    private float threshold;

    Candidates(int kept) {
        this.kept = kept;
        this.keys = new long[2 * kept];
    }

    void clear() {
        size = 0;
        threshold = Float.POSITIVE_INFINITY;
    }

    static long key(float score, int index) {
        int bits = Float.floatToIntBits(score + 0f);
        return (long) (bits ^ bits >> 31 & 0x7FFFFFFF) << INDEX_BITS | index;
    }

    static float score(long key) {
        int bits = (int) (key >> INDEX_BITS);
        return Float.intBitsToFloat(bits ^ bits >> 31 & 0x7FFFFFFF);
    }

    static int index(long key) {
        return (int) key;
    }

    int index(int place) {
        return index(keys[place]);
    }

    /// Takes the points `first … end-1` with scores `norms[j] - 2·products[j]`.
    ///
    /// @param from  where the product of the first lies
    /// @param never a point to leave out; -1 for none
    void offer(float[] norms, int first, int end, float[] products, int from, int never) {
        int shift = from - first;
        for (int j = first; j < end; j++) {
            float score = Math.fma(-2f, products[shift + j], norms[j]);
            if (score < threshold && j != never) {
                keys[size++] = key(score, j);
                if (size == keys.length) {
                    choose();
                }
            }
        }
    }

    /// Leaves the best only, in no order.
    ///
    /// @return how many there are
    int keepBest() {
        if (size > kept) {
            choose();
        }
        return size;
    }

    /// The largest score kept; infinite where fewer are there than may be kept.
    float worst() {
        if (size < kept) {
            return Float.POSITIVE_INFINITY;
        }
        long worst = keys[0];
        for (int i = 1; i < size; i++) {
            worst = Math.max(worst, keys[i]);
        }
        return score(worst);
    }

    private void choose() {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int border = split(low, high);
            if (border >= kept) {
                high = border - 1;
            } else {
                low = border + 1;
            }
        }
        size = kept;
        threshold = worst();
    }

    /// Puts the keys below the middle one before it, and the others behind it.
    ///
    /// @return where it lies then
    private int split(int low, int high) {
        long pivot = keys[(low + high) >>> 1];
        keys[(low + high) >>> 1] = keys[high];
        int border = low;
        for (int i = low; i < high; i++) {
            long key = keys[i];
            if (key < pivot) {
                keys[i] = keys[border];
                keys[border++] = key;
            }
        }
        keys[high] = keys[border];
        keys[border] = pivot;
        return border;
    }
}
