package nunchi.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
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
    private final boolean dropLast;
    private final RowOrder order;
    private final Buckets buckets;
    /// By bucket: of its whole batches, and of the one with what is left.
    private final List<BatchForm> whole;
    private final List<BatchForm> rest;
    private final int count;

    /// The order of the rows of an epoch.
    ///
    /// @param rows      in the order of every epoch, unless it is shuffled
    /// @param shuffling decides about the order, anew in each epoch; null for the same in all
    private record RowOrder(int[] rows, @Nullable RandomKey shuffling) {
        private RowOrder(int... rows) {
            this(rows, null);
        }

        @Nullable
        RandomKey key(int epoch) {
            return shuffling == null ? null : shuffling.with(epoch);
        }

        int[] of(int epoch) {
            RandomKey key = key(epoch);
            return key == null ? rows : key.permutation(rows.length);
        }
    }

    private Batches(Dataset data, int batch, boolean dropLast, RowOrder order, Buckets buckets) {
        Check.positive("batch", batch);
        Check.require(
                batch <= data.size() || !dropLast,
                ("batch is %d but there are only %d training examples, and dropLast leaves out what does not fill a batch; "
                                + "set data.batch=%d, or omit dropLast")
                        .formatted(batch, data.size(), data.size()));
        this.data = data;
        this.batch = Math.min(batch, data.size());
        this.dropLast = dropLast;
        this.order = order;
        this.buckets = buckets;
        this.whole = forms(_ -> this.batch);
        this.rest = forms(bucket -> buckets.rows(bucket) % this.batch);
        this.count = IntStream.range(0, buckets.count()).map(this::batches).sum();
    }

    private List<BatchForm> forms(IntUnaryOperator rows) {
        return IntStream.range(0, buckets.count())
                .mapToObj(bucket -> buckets.form(bucket).withRows(rows.applyAsInt(bucket)))
                .toList();
    }

    private int batches(int bucket) {
        return dropLast ? buckets.rows(bucket) / batch : Math.ceilDiv(buckets.rows(bucket), batch);
    }

    /// For training: a new order for each epoch.
    ///
    /// @param batch    rows of a batch; all there are where these are fewer
    /// @param dropLast whether rows that do not fill a batch are left out of the epoch
    /// @throws nunchi.check.InvalidRequestException when that would leave out all rows
    public static Batches shuffled(Dataset data, int batch, boolean dropLast, long seed) {
        return new Batches(
                data,
                batch,
                dropLast,
                new RowOrder(ordered(data), RandomKey.of(seed).with("shuffle")),
                Buckets.one(data));
    }

    /// For training: every epoch in the data set's order.
    ///
    /// @param batch    rows of a batch; all there are where these are fewer
    /// @param dropLast whether rows that do not fill a batch are left out
    /// @throws nunchi.check.InvalidRequestException when that would leave out all rows
    public static Batches inOrder(Dataset data, int batch, boolean dropLast) {
        return new Batches(data, batch, dropLast, new RowOrder(ordered(data)), Buckets.one(data));
    }

    /// For evaluation: every row once, in order, in batches of at most this many rows.
    public static Batches everyRow(Dataset data, int atMost) {
        return new Batches(data, atMost, false, new RowOrder(ordered(data)), Buckets.one(data));
    }

    /// For texts that go on from example to example: as many streams as a batch has rows, each some examples in their
    /// order. A batch has the next example of each stream, so that its rows go on with those of the batch before. The
    /// first streams may be longer by one, which makes the last batch smaller.
    ///
    /// @param batch    number of streams; one for each example where these are fewer
    /// @param dropLast whether the smaller batch is left out
    public static Batches streams(Dataset data, int batch, boolean dropLast) {
        Check.positive("batch", batch);
        return new Batches(data, batch, dropLast, new RowOrder(streamed(data.size(), batch)), Buckets.one(data));
    }

    private static int[] ordered(Dataset data) {
        return IntStream.range(0, data.size()).toArray();
    }

    private static int[] streamed(int size, int batch) {
        int streams = Math.min(size, batch);
        int shorter = size / streams;
        int longer = size % streams;
        return IntStream.range(0, size)
                .map(at -> {
                    int stream = at % streams;
                    return stream * shorter + Math.min(stream, longer) + at / streams;
                })
                .toArray();
    }

    /// The same with each batch of one bucket. The last batch of each may have fewer rows.
    ///
    /// @throws nunchi.check.InvalidRequestException when a bucket with rows would have no batch
    public Batches inBuckets(Buckets others) {
        Batches bucketed = new Batches(data, batch, dropLast, order, others);
        for (int bucket = 0; bucket < others.count(); bucket++) {
            Check.require(
                    others.rows(bucket) == 0 || bucketed.batches(bucket) > 0,
                    "dropLast leaves out what does not fill a batch of %d, and the bucket of %d tokens has only %d examples; omit dropLast, or leave this bucket out of data.buckets"
                            .formatted(batch, others.form(bucket).example().size(), others.rows(bucket)));
        }
        return bucketed;
    }

    /// Whose rows these are, as they are outside of any epoch.
    public Dataset data() {
        return data;
    }

    /// The number of batches of an epoch.
    public int count() {
        return count;
    }

    /// The number of rows of a batch; the last batches may have fewer.
    public int batch() {
        return batch;
    }

    /// What batches there are, the largest first.
    public List<BatchForm> forms() {
        List<BatchForm> forms = new ArrayList<>();
        for (int bucket = buckets.count() - 1; bucket >= 0; bucket--) {
            if (buckets.rows(bucket) >= batch) {
                forms.add(whole.get(bucket));
            }
            if (rest.get(bucket).rows() > 0 && !dropLast) {
                forms.add(rest.get(bucket));
            }
        }
        return forms;
    }

    /// The values of the examples of a batch of whole examples, and of its targets.
    int exampleValues() {
        return Math.multiplyExact(batch, data.example().size());
    }

    int targetValues() {
        return Math.multiplyExact(batch, data.target().size());
    }

    /// The number of rows of a whole epoch, without those that are dropped.
    public int rowsPerEpoch() {
        return IntStream.range(0, buckets.count())
                .map(bucket -> Math.min(buckets.rows(bucket), batches(bucket) * batch))
                .sum();
    }

    /// @param number from 0
    public Epoch epoch(int number) {
        RandomKey key = order.key(number);
        RandomKey mixing = key == null ? null : key.with("batches");
        return new Epoch(data.epoch(number), EpochOrder.of(buckets, order.of(number), batch, count, mixing));
    }

    /// One epoch's rows in their order. It is for one thread.
    public final class Epoch {
        private final Dataset rows;
        private final EpochOrder order;
        /// One row, where batches take its beginning.
        private final float[] example;
        private final float[] target;

        private Epoch(Dataset rows, EpochOrder order) {
            this.rows = rows;
            this.order = order;
            this.example = new float[data.example().size()];
            this.target = new float[data.target().size()];
        }

        /// What a batch is computed by: the number of its rows, and the shapes of their examples and targets.
        ///
        /// @param index of the batch, in 0 … count-1
        public BatchForm form(int index) {
            return (order.rows(index) == batch ? whole : rest).get(order.bucket(index));
        }

        /// The bucket of a batch, in 0 … count of buckets - 1.
        public int bucket(int index) {
            return order.bucket(index);
        }

        /// The number of rows of a batch.
        ///
        /// @param index of the batch, in 0 … count-1
        public int rows(int index) {
            return order.rows(index);
        }

        /// The data set's row at a position of a batch.
        public int row(int index, int position) {
            return order.row(index, position);
        }

        /// Writes a batch from the beginning of the arrays; nothing is allocated.
        ///
        /// @param index    of the batch, in 0 … count-1
        /// @param examples takes `rows(index) · example` values, `[rows, …]`
        /// @param targets  takes `rows(index) · target` values, `[rows, …]`
        public void fill(int index, float[] examples, float[] targets) {
            BatchForm form = form(index);
            int width = form.example().size();
            int targetWidth = form.target().size();
            for (int position = 0; position < form.rows(); position++) {
                int row = row(index, position);
                if (width == example.length) {
                    rows.example(row, examples, position * width);
                } else {
                    rows.example(row, example, 0);
                    System.arraycopy(example, 0, examples, position * width, width);
                }
                if (targetWidth == target.length) {
                    rows.target(row, targets, position * targetWidth);
                } else {
                    rows.target(row, target, 0);
                    System.arraycopy(target, 0, targets, position * targetWidth, targetWidth);
                }
            }
        }
    }
}
