package nunchi.data;

import nunchi.random.RandomKey;
import org.jspecify.annotations.Nullable;

/// Which rows the batches of an epoch have, and in which order the batches come.
///
/// Rows are taken in their order, and a batch is whole as soon as its bucket has enough of them; what is left in the
/// buckets becomes smaller batches, or is dropped. Where there are several buckets, the batches are then mixed too.
final class EpochOrder {
    /// Batch by batch, as they become whole.
    private final int[] rows;
    /// Where each batch begins in the rows, and where the last ends.
    private final int[] starts;
    private final int[] buckets;
    /// By position in the epoch; null where batches come as they become whole.
    private final int @Nullable [] mixed;

    private EpochOrder(int[] rows, int[] starts, int[] buckets, int @Nullable [] mixed) {
        this.rows = rows;
        this.starts = starts;
        this.buckets = buckets;
        this.mixed = mixed;
    }

    /// @param order  of all rows
    /// @param batch  rows of a whole batch
    /// @param count  batches of an epoch
    /// @param mixing decides about the order of batches of several buckets; null for as they become whole
    static EpochOrder of(Buckets of, int[] order, int batch, int count, @Nullable RandomKey mixing) {
        int[] starts = new int[count + 1];
        if (of.count() == 1) {
            for (int index = 1; index <= count; index++) {
                starts[index] = Math.min(index * batch, order.length);
            }
            return new EpochOrder(order, starts, new int[count], null);
        }
        EpochOrder made = new EpochOrder(
                new int[order.length], starts, new int[count], mixing == null ? null : mixing.permutation(count));
        made.fill(of, order, batch);
        return made;
    }

    private void fill(Buckets of, int[] order, int batch) {
        int[][] waiting = new int[of.count()][batch];
        int[] waits = new int[of.count()];
        int index = 0;
        for (int row : order) {
            int bucket = of.of(row);
            waiting[bucket][waits[bucket]++] = row;
            if (waits[bucket] == batch) {
                add(index++, bucket, waiting[bucket], batch);
                waits[bucket] = 0;
            }
        }
        for (int bucket = 0; bucket < waits.length && index < buckets.length; bucket++) {
            if (waits[bucket] > 0) {
                add(index++, bucket, waiting[bucket], waits[bucket]);
            }
        }
    }

    private void add(int index, int bucket, int[] taken, int count) {
        System.arraycopy(taken, 0, rows, starts[index], count);
        starts[index + 1] = starts[index] + count;
        buckets[index] = bucket;
    }

    private int batch(int index) {
        return mixed == null ? index : mixed[index];
    }

    /// The number of rows of a batch.
    int rows(int index) {
        int batch = batch(index);
        return starts[batch + 1] - starts[batch];
    }

    int bucket(int index) {
        return buckets[batch(index)];
    }

    /// The data set's row at a position of a batch.
    int row(int index, int position) {
        return rows[starts[batch(index)] + position];
    }
}
