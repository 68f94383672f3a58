package nunchi.cpu.step;

import java.util.Arrays;

/// The points with the least scores so far, of some queries. Twice as many are taken in as are kept, before the best
/// are chosen among them; what is kept does not depend on the order in which points are offered.
///
/// A point is one number: the score's bits, in an order that integers have too, and below them its index.
final class Candidates {
    private static final int INDEX_BITS = 32;

    private final int kept;
    private final int room;
    private final long[] keys;
    private final int[] sizes;
    private final float[] thresholds;
    /// Keys from which on a query has enough that are less.
    private final long[] limits;

    Candidates(int queries, int kept) {
        this.kept = kept;
        this.room = 2 * kept;
        this.keys = new long[Math.multiplyExact(queries, room)];
        this.sizes = new int[queries];
        this.thresholds = new float[queries];
        this.limits = new long[queries];
        clear();
    }

    void clear() {
        Arrays.fill(sizes, 0);
        Arrays.fill(thresholds, Float.POSITIVE_INFINITY);
        Arrays.fill(limits, Long.MAX_VALUE);
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

    int index(int query, int place) {
        return index(keys[query * room + place]);
    }

    /// Offers a query the points `first … end-1` with scores `norms[j] - 2·products[j]`.
    ///
    /// @param from  where the product of the first lies
    /// @param never a point to leave out; -1 for none
    void offer(int query, float[] norms, int first, int end, float[] products, int from, int never) {
        int shift = from - first;
        float threshold = thresholds[query];
        for (int j = first; j < end; j++) {
            float score = Math.fma(-2f, products[shift + j], norms[j]);
            if (score <= threshold && j != never) {
                take(query, key(score, j));
                threshold = thresholds[query];
            }
        }
    }

    /// Offers all queries up to one the same point, with scores `norm - 2·products[query]`.
    ///
    /// @param from where the product of the first query lies
    void offerToAll(int queries, int point, float norm, float[] products, int from) {
        for (int query = 0; query < queries; query++) {
            float score = Math.fma(-2f, products[from + query], norm);
            if (score <= thresholds[query]) {
                take(query, key(score, point));
            }
        }
    }

    private void take(int query, long key) {
        if (key < limits[query]) {
            keys[query * room + sizes[query]++] = key;
            if (sizes[query] == room) {
                choose(query);
            }
        }
    }

    /// Leaves a query's best only, in no order.
    ///
    /// @return how many there are
    int keepBest(int query) {
        if (sizes[query] > kept) {
            choose(query);
        }
        return sizes[query];
    }

    /// The largest score kept; infinite where fewer are there than may be kept.
    float worst(int query) {
        return sizes[query] < kept ? Float.POSITIVE_INFINITY : score(largest(query));
    }

    private long largest(int query) {
        int first = query * room;
        long largest = keys[first];
        for (int i = 1; i < sizes[query]; i++) {
            largest = Math.max(largest, keys[first + i]);
        }
        return largest;
    }

    private void choose(int query) {
        int first = query * room;
        int low = first;
        int high = first + sizes[query] - 1;
        while (low < high) {
            int border = split(low, high);
            if (border >= first + kept) {
                high = border - 1;
            } else {
                low = border + 1;
            }
        }
        sizes[query] = kept;
        limits[query] = largest(query);
        thresholds[query] = score(limits[query]);
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
