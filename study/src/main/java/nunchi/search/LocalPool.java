package nunchi.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.StoppedException;
import nunchi.run.RunOptions;

/// Trains some trials at a time in this process, each on its fraction of the threads.
record LocalPool(int parallel) implements TrialExecutor {
    LocalPool {
        Check.positive("parallel", parallel);
    }

    @Override
    public void train(List<Trial> trials, TrialWork work) {
        Queue<Trial> open = new ConcurrentLinkedQueue<>(trials);
        try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                running.add(threads.submit(() -> trainAll(open, work)));
            }
            await(running, open, threads);
        } catch (ExecutionException broke) {
            throw broke.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(broke.getCause());
        }
    }

    /// An interrupt is passed on to the workers, which store their checkpoints and begin no further trial.
    private static void await(List<Future<?>> running, Queue<Trial> open, ExecutorService threads)
            throws ExecutionException {
        try {
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (InterruptedException stopped) {
            open.clear();
            threads.shutdownNow();
            threads.close();
            Thread.currentThread().interrupt();
            throw new StoppedException("the search was interrupted");
        }
    }

    /// After a fault of one worker the others end the trial they are at and begin no more.
    private void trainAll(Queue<Trial> open, TrialWork work) {
        RunOptions all = work.options();
        RunOptions fraction = all.withThreads(Math.max(1, all.threads() / parallel));
        try (Backend backend = fraction.open()) {
            for (Trial next = open.poll(); next != null; next = open.poll()) {
                work.train(next, fraction, backend);
            }
        } catch (RuntimeException | Error fault) {
            open.clear();
            throw fault;
        }
    }
}
