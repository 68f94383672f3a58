package nunchi.serve;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The threads that compute, and the requests that wait for them: so many and no more.
final class WorkQueue implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /// @param count   of threads
    /// @param waiting the most requests that wait
    WorkQueue(int count, int waiting) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("nunchi-serve-", 0).factory());
    }

    /// Works on one of the threads, and waits for it.
    ///
    /// @throws RefusedException when too many wait, or the deadline is over first
    <T> T run(Deadline deadline, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            deadline.require();
            return work.call();
        });
        try {
            threads.execute(task);
            return task.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException full) {
            throw RefusedException.busy(
                    threads.isShutdown()
                            ? "the server is closing"
                            : "%d requests wait already; try again later".formatted(length()));
        } catch (TimeoutException late) {
            threads.remove(task);
            throw RefusedException.late();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /// How many wait.
    int length() {
        return threads.getQueue().size();
    }

    /// Finishes what runs and what waits, for a while.
    void finish(Duration time) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
