package nunchi.data;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.random.RandomKey;
import org.jspecify.annotations.Nullable;

/// The rows of a data set cut into batches `[batch, …]`, epoch by epoch.
///
/// The order of an epoch is a function of seed and epoch alone: any epoch can be asked for at any time and is the same.
public final class Batches {
    private final Dataset data;
    private final int batch;
    private final int count;
    private final @Nullable RandomKey shuffling;
    private final int[] inOrder;

    private Batches(Dataset data, int batch, boolean dropLast, @Nullable RandomKey shuffling) {
        Check.positive("batch", batch);
        Check.require(
                batch <= data.size() || !dropLast,
                ("batch is %d but there are only %d training examples, and dropLast leaves out what does not fill a batch; "
                                + "set data.batch=%d, or omit dropLast")
                        .formatted(batch, data.size(), data.size()));
        this.data = data;
        this.batch = Math.min(batch, data.size());
        this.count = dropLast ? data.size() / batch : Math.ceilDiv(data.size(), this.batch);
        this.shuffling = shuffling;
        this.inOrder = IntStream.range(0, shuffling == null ? data.size() : 0).toArray();
    }

    /// For training: a new order for each epoch.
    ///
    /// @param batch    rows of a batch; all there are where these are fewer
    /// @param dropLast whether rows that do not fill a batch are left out of the epoch
    /// @throws nunchi.check.InvalidRequestException when that would leave out all rows
    public static Batches shuffled(Dataset data, int batch, boolean dropLast, long seed) {
        return new Batches(data, batch, dropLast, RandomKey.of(seed).with("shuffle"));
    }

    /// For training: every epoch in the data set's order.
    ///
    /// @param batch    rows of a batch; all there are where these are fewer
    /// @param dropLast whether rows that do not fill a batch are left out
    /// @throws nunchi.check.InvalidRequestException when that would leave out all rows
    public static Batches inOrder(Dataset data, int batch, boolean dropLast) {
        return new Batches(data, batch, dropLast, null);
    }

    /// For evaluation: every row once, in order, in batches of at most this many rows.
    public static Batches everyRow(Dataset data, int atMost) {
        return new Batches(data, atMost, false, null);
    }

    /// Whose rows these are, as they are outside of any epoch.
    public Dataset data() {
        return data;
    }

    /// The number of batches of an epoch.
    public int count() {
        return count;
    }

    /// The number of rows of a batch: the same for all but perhaps the last.
    ///
    /// @param index of the batch, in 0 … count-1
    public int rows(int index) {
        return Math.min(batch, data.size() - index * batch);
    }

    /// The values of a full batch's examples, and of its targets.
    int exampleValues() {
        return Math.multiplyExact(batch, data.example().size());
    }

    int targetValues() {
        return Math.multiplyExact(batch, data.target().size());
    }

    /// The number of rows of a whole epoch, without those that are dropped.
    public int rowsPerEpoch() {
        return Math.min(data.size(), count * batch);
    }

    /// @param number from 0
    public Epoch epoch(int number) {
        return new Epoch(
                data.epoch(number),
                shuffling == null ? inOrder : shuffling.with(number).permutation(data.size()));
    }

    /// One epoch's rows in their order.
    public final class Epoch {
        private final Dataset rows;
        private final int[] order;

        private Epoch(Dataset rows, int[] order) {
            this.rows = rows;
            this.order = order;
        }

        /// The data set's row at a position of a batch.
        public int row(int index, int position) {
            return order[index * batch + position];
        }

        /// Writes a batch from the beginning of the arrays; nothing is allocated.
        ///
        /// @param index    of the batch, in 0 … count-1
        /// @param examples takes `rows(index) · example` values, `[rows, …]`
        /// @param targets  takes `rows(index) · target` values, `[rows, …]`
        public void fill(int index, float[] examples, float[] targets) {
            int width = data.example().size();
            int targetWidth = data.target().size();
            for (int position = 0; position < rows(index); position++) {
                int row = row(index, position);
                rows.example(row, examples, position * width);
                rows.target(row, targets, position * targetWidth);
            }
        }
    }
}
