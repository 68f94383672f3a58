package nunchi.data;

import java.util.Arrays;
import nunchi.check.Check;
import nunchi.check.StoppedException;
import org.jspecify.annotations.Nullable;

/// Batches of one epoch after another, in their order, filled ahead of the reader by threads of their own.
///
/// What a batch holds does not depend on these threads, nor on how many they are. They end with the stream. Nothing is
/// allocated from batch to batch, and nobody waits but asleep: the fillers until half of what they fill ahead has been
/// read, the reader where a batch is not there yet.
public final class BatchStream implements AutoCloseable {
    /// Filled ahead are as many batches as fit into this, within limits: small ones are worth no change of threads
    /// each.
    private static final long BYTES_AHEAD = 8 << 20;
    private static final int MOST_AHEAD = 64;

    private final Batches batches;
    private final long end;
    private final Batch[] ring;
    private final Filler[] fillers;
    private final boolean alone;
    /// Positions count batches from the first of epoch 0.
    private long reading;
    private long released;
    private long filling;
    private boolean closed;

    /// One batch; its arrays hold it until the next is asked for.
    public static final class Batch {
        private final float[] examples;
        private final float[] targets;
        private BatchForm form;
        private long filled = -1;
        private @Nullable Throwable failure;

        private Batch(Batches batches) {
            examples = new float[batches.exampleValues()];
            targets = new float[batches.targetValues()];
            form = BatchForm.of(batches.data(), 0);
        }

        /// From the beginning `rows · example` values, `[rows, …]`; what is behind has no meaning.
        public float[] examples() {
            return examples;
        }

        /// From the beginning `rows · target` values, `[rows, …]`; what is behind has no meaning.
        public float[] targets() {
            return targets;
        }

        /// Examples in it: some batches of an epoch may have fewer.
        public int rows() {
            return form.rows();
        }

        /// The number of its examples, and the shapes of each and of its target.
        public BatchForm form() {
            return form;
        }
    }

    /// @param first   epoch, from 0
    /// @param end     the epoch before which the stream ends
    /// @param threads that fill; with 0 the reader does it itself
    public BatchStream(Batches batches, int first, int end, int threads) {
        Check.require(first < end, "a stream of batches from epoch %d to %d has none".formatted(first, end));
        this.batches = batches;
        this.end = (long) end * batches.count();
        reading = (long) first * batches.count();
        released = reading;
        filling = reading;
        alone = threads == 0;
        ring = new Batch[alone ? 1 : ahead(batches, threads)];
        Arrays.setAll(ring, _ -> new Batch(batches));
        fillers = new Filler[Math.max(threads, 1)];
        Arrays.setAll(fillers, Filler::new);
        for (int i = 0; i < threads; i++) {
            fillers[i].start();
        }
    }

    private static int ahead(Batches batches, int threads) {
        long bytes = Float.BYTES * ((long) batches.exampleValues() + batches.targetValues());
        long wanted = Math.clamp(BYTES_AHEAD / bytes, threads + 2L, Math.max(MOST_AHEAD, threads + 2L));
        return (int) wanted;
    }

    /// The epoch of the batch that comes next, where it is its first; else -1.
    public int begins() {
        return reading % batches.count() == 0 ? (int) (reading / batches.count()) : -1;
    }

    /// Waits for the next batch. The one before is given up.
    ///
    /// @throws RuntimeException what the data set threw when this batch was filled, or where the stream is at its end
    public Batch next() {
        Check.require(reading < end, "the stream of batches has ended");
        Batch batch = alone ? fillers[0].fillAlone() : await();
        reading++;
        if (batch.failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (batch.failure instanceof Error error) {
            throw error;
        }
        return batch;
    }

    private synchronized Batch await() {
        released = reading;
        if (filling - released <= ring.length / 2) {
            notifyAll();
        }
        Batch batch = ring[(int) (reading % ring.length)];
        while (batch.filled != reading) {
            sleep();
        }
        return batch;
    }

    private void sleep() {
        try {
            wait();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the thread was interrupted");
        }
    }

    /// Ends the threads that fill, and waits until they have ended.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        for (Filler filler : fillers) {
            filler.await();
        }
    }

    /// The next position that nobody fills yet, once there is room for it; -1 where the stream is closed.
    private synchronized long claim() {
        while (!closed && (filling == end || filling - released >= ring.length)) {
            sleep();
        }
        return closed ? -1 : filling++;
    }

    private synchronized void finished(Batch batch, long position) {
        batch.filled = position;
        if (position == reading) {
            notifyAll();
        }
    }

    private final class Filler extends Thread {
        private Batches.@Nullable Epoch rows;
        private int epoch = -1;

        Filler(int number) {
            super("nunchi-batches-" + (number + 1));
            setDaemon(true);
        }

        @Override
        public void run() {
            for (long position = claim(); position >= 0; position = claim()) {
                Batch batch = ring[(int) (position % ring.length)];
                fill(batch, position);
                finished(batch, position);
            }
        }

        Batch fillAlone() {
            fill(ring[0], reading);
            return ring[0];
        }

        private void fill(Batch batch, long position) {
            int index = (int) (position % batches.count());
            batch.failure = null;
            try {
                Batches.Epoch taken = rowsOf((int) (position / batches.count()));
                batch.form = taken.form(index);
                taken.fill(index, batch.examples, batch.targets);
            } catch (RuntimeException | Error thrown) {
                batch.failure = thrown;
            }
        }

        private Batches.Epoch rowsOf(int wanted) {
            if (rows == null || wanted != epoch) {
                rows = batches.epoch(wanted);
                epoch = wanted;
            }
            return rows;
        }

        private void await() {
            boolean interrupted = false;
            while (isAlive()) {
                try {
                    join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
