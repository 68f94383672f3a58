package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchStreamTest {
    /// Row r is (r, r + epoch/10), counts how often it is asked, and throws at one row.
    private record Counting(int size, int epoch, int bad, AtomicInteger asked) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("counting");
        }

        @Override
        public Shape example() {
            return Shape.of(2);
        }

        @Override
        public Dataset epoch(int number) {
            return new Counting(size, number, bad, asked);
        }

        @Override
        public void example(int row, float[] into, int offset) {
            asked.incrementAndGet();
            if (row == bad) {
                throw new IllegalStateException("row " + row + " cannot be read");
            }
            into[offset] = row;
            into[offset + 1] = row + epoch / 10f;
        }

        @Override
        public void target(int row, float[] into, int offset) {
            into[offset] = -row;
        }
    }

    private static Counting counting(int size) {
        return new Counting(size, 0, -1, new AtomicInteger());
    }

    private static List<String> read(Batches batches, int first, int end, int threads) {
        List<String> read = new ArrayList<>();
        try (BatchStream stream = new BatchStream(batches, first, end, threads)) {
            for (int i = 0; i < (end - first) * batches.count(); i++) {
                BatchStream.Batch batch = stream.next();
                read.add(Arrays.toString(Arrays.copyOf(batch.examples(), 2 * batch.rows()))
                        + Arrays.toString(Arrays.copyOf(batch.targets(), batch.rows())));
            }
        }
        return read;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void batchesAreTheSameInTheSameOrderHoweverManyThreadsFillThem(int threads) {
        Batches batches = Batches.shuffled(counting(103), 10, false, 7);
        assertThat(read(batches, 0, 9, threads)).hasSize(99).isEqualTo(read(batches, 0, 9, 0));
        assertThat(read(batches, 4, 9, threads))
                .isEqualTo(read(batches, 0, 9, 0).subList(44, 99));
    }

    @Test
    void aBatchHoldsTheRowsOfItsEpochInItsOrder() {
        Batches batches = Batches.shuffled(counting(5), 2, true, 3);
        try (BatchStream stream = new BatchStream(batches, 2, 3, 1)) {
            assertThat(stream.begins()).isEqualTo(2);
            stream.next();
            assertThat(stream.begins()).isEqualTo(-1);
            BatchStream.Batch second = stream.next();
            int row = batches.epoch(2).row(1, 0);
            assertThat(second.examples()).startsWith(row, row + 0.2f);
            assertThat(second.targets()).startsWith(-row);
            assertThat(stream.begins()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void whatADataSetThrowsArrivesWithItsBatchAndNotBefore(int threads) {
        Dataset data = new Counting(40, 0, 25, new AtomicInteger());
        try (BatchStream stream = new BatchStream(Batches.inOrder(data, 10, false), 0, 2, threads)) {
            stream.next();
            stream.next();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("row 25 cannot be read");
            assertThat(stream.next().examples()[0]).isEqualTo(30);
        }
    }

    @Test
    void theThreadsEndWithTheStream() {
        Thread[] before = threads();
        BatchStream stream = new BatchStream(Batches.inOrder(counting(1000), 10, false), 0, 100, 3);
        stream.next();
        assertThat(threads()).hasSize(before.length + 3);
        stream.close();
        assertThat(threads()).hasSize(before.length);
    }

    @Test
    void noMoreIsFilledThanThereIsRoomFor() throws InterruptedException {
        Counting data = counting(1000);
        try (BatchStream stream = new BatchStream(Batches.inOrder(data, 10, false), 0, 100, 1)) {
            stream.next();
            Thread.sleep(50);
            assertThat(data.asked().get()).isBetween(10, 660);
        }
    }

    @Test
    void nothingIsFilledBeyondTheEnd() {
        Counting data = counting(20);
        Batches batches = Batches.inOrder(data, 10, false);
        read(batches, 0, 2, 2);
        assertThat(data.asked().get()).isEqualTo(40);
        try (BatchStream stream = new BatchStream(batches, 0, 1, 1)) {
            stream.next();
            stream.next();
            assertThatThrownBy(stream::next).hasMessage("the stream of batches has ended");
        }
    }

    private static Thread[] threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nunchi-batches"))
                .toArray(Thread[]::new);
    }
}
