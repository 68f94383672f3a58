package nunchi.cpu.thread;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import nunchi.cpu.memory.Workspace;
import org.jspecify.annotations.Nullable;

/// A fixed team of threads that shares out the tasks of one piece of work after another. The caller works along; the
/// others spin a little while between two pieces and then park. The caller, too, spins only a little while for the
/// others' last tasks: where other programs want the cores, a thread that spins keeps one from the thread it waits for.
///
/// Each member has a stretch of the tasks of its own, so that it meets the same rows, warm in its cache, in one piece
/// of work after the other; who is done helps the others. Who does which task does not matter for the result: tasks are
/// cut by size, and each writes what only it writes.
///
/// A stretch is one number: the work's generation, where the stretch ends, and the next task that nobody has taken. A
/// claim is one atomic addition, and what it returns says by itself whether it is valid, so that a thread that wakes up
/// late does no harm.
public final class ThreadPool implements AutoCloseable {
    /// For how long a thread spins before it sleeps: about what waking it up again takes.
    private static final long SPIN_NANOS = 40_000;
    private static final int FIELD_BITS = 20;
    private static final long FIELD = (1L << FIELD_BITS) - 1;
    /// Leaves room for claims beyond the last task.
    private static final int MOST_TASKS = 1 << (FIELD_BITS - 1);
    /// Stretches lie on cache lines of their own.
    private static final int SPACING = 16;

    private final AtomicLongArray stretches;
    private final AtomicInteger done = new AtomicInteger();
    private final Workspace workspace;
    private final Worker[] workers;
    private volatile long generation;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    /// The caller, while it sleeps.
    private volatile @Nullable Thread sleeper;
    private Work work = (_, _) -> {};
    private int tasks;

    /// A piece of work cut into tasks.
    public interface Work {
        /// @param task   from 0
        /// @param member the thread that does it, from 0: the index of its workspace
        void run(int task, int member);
    }

    public ThreadPool(int threads) {
        stretches = new AtomicLongArray((threads + 1) * SPACING);
        workspace = new Workspace(threads);
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    /// The number of threads, the caller's included.
    public int size() {
        return workers.length + 1;
    }

    /// Memory for each member to work in.
    public Workspace workspace() {
        return workspace;
    }

    /// Does all tasks and returns when the last is done.
    public void run(int count, Work next) {
        if (workers.length == 0 || count <= 1 || count > MOST_TASKS) {
            for (int task = 0; task < count; task++) {
                next.run(task, 0);
            }
            return;
        }
        work = next;
        tasks = count;
        done.set(0);
        share();
        for (Worker worker : workers) {
            worker.wake();
        }
        takeTasks(0);
        awaitOthers();
        rethrow();
    }

    /// Whoever does the last task wakes a caller that sleeps.
    private void awaitOthers() {
        long end = System.nanoTime() + SPIN_NANOS;
        while (done.get() < tasks) {
            if (System.nanoTime() - end > 0) {
                sleeper = Thread.currentThread();
                if (done.get() < tasks) {
                    LockSupport.park(this);
                }
                sleeper = null;
            }
            Thread.onSpinWait();
        }
    }

    private void share() {
        long now = generation + 1;
        for (int member = 0; member < size(); member++) {
            long first = (long) tasks * member / size();
            long end = (long) tasks * (member + 1) / size();
            stretches.set((member + 1) * SPACING, now << 2 * FIELD_BITS | end << FIELD_BITS | first);
        }
        generation = now;
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private void takeTasks(int member) {
        for (int distance = 0; distance < size(); distance++) {
            takeFrom(((member + distance) % size() + 1) * SPACING, member);
        }
    }

    private void takeFrom(int stretch, int member) {
        while (true) {
            long claim = stretches.getAndIncrement(stretch);
            int task = (int) (claim & FIELD);
            if (task >= (int) (claim >>> FIELD_BITS & FIELD)) {
                return;
            }
            try {
                work.run(task, member);
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                finishOne();
            }
        }
    }

    private void finishOne() {
        if (done.incrementAndGet() == tasks) {
            LockSupport.unpark(sleeper);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    private final class Worker extends Thread {
        private final int member;
        private volatile boolean parked;

        Worker(int member) {
            super("nunchi-cpu-" + member);
            this.member = member;
            setDaemon(true);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            long seen = 0;
            while (!closed) {
                seen = awaitNext(seen);
                takeTasks(member);
            }
        }

        private long awaitNext(long seen) {
            long end = System.nanoTime() + SPIN_NANOS;
            while (generation == seen && !closed) {
                if (System.nanoTime() - end > 0) {
                    parked = true;
                    if (generation == seen && !closed) {
                        LockSupport.park(ThreadPool.this);
                    }
                    parked = false;
                }
                Thread.onSpinWait();
            }
            return generation;
        }
    }
}
