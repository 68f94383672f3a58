package nunchi.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import nunchi.backend.Backend;
import nunchi.check.StoppedException;
import nunchi.experiment.SearchSettings;
import nunchi.run.RunOptions;
import nunchi.search.Claims.Claim;
import nunchi.train.ProgramFault;
import org.jspecify.annotations.Nullable;

/// Trains the trials of a plan that have not ended yet, some at a time, each on its fraction of the threads.
final class Execution {
    private final Plan plan;
    private final TrialTraining training;
    private final Claims claims;
    private final SearchListener listener;
    private final Consumer<SearchResult> store;
    private final int workers;
    private final SortedMap<Integer, TrialOutcome> ended = new TreeMap<>();
    private final Queue<Trial> open = new ArrayDeque<>();
    /// Those that other processes have.
    private final List<Trial> elsewhere = new ArrayList<>();

    private volatile boolean broken;

    /// @param store keeps what there is of the result, after each trial
    Execution(Plan plan, TrialTraining training, Claims claims, SearchListener listener, Consumer<SearchResult> store) {
        this.plan = plan;
        this.training = training;
        this.claims = claims;
        this.listener = listener;
        this.store = store;
        SearchSettings search = plan.experiment().study().search();
        this.workers = Math.min(
                search == null ? 1 : search.parallel(), training.options().threads());
    }

    /// @param wanted of the plan's trials
    /// @return without the trials that other processes have
    SearchResult run(List<Trial> wanted) {
        wanted.forEach(this::look);
        tell(new SearchEvent.Planned(plan, wanted, workers, ended.size()));
        List<Trial> refused =
                open.stream().filter(trial -> trial.refusal() != null).toList();
        open.removeAll(refused);
        refused.forEach(trial -> attempt(trial, _ -> training.refuse(trial)));
        if (open.isEmpty()) {
            store.accept(result());
        }
        for (List<Trial> more = List.copyOf(open); !more.isEmpty(); more = free()) {
            work();
        }
        elsewhere.forEach(trial -> tell(new SearchEvent.Elsewhere(trial, claims.holder(trial))));
        return result();
    }

    private void look(Trial trial) {
        training.ended(trial).ifPresentOrElse(outcome -> ended.put(trial.number(), outcome), () -> open.add(trial));
    }

    /// Looks after the trials of other processes: those that have ended meanwhile, and those that were left behind.
    ///
    /// @return the latter, which are open now
    private List<Trial> free() {
        lookElsewhere();
        List<Trial> free = claims.abandoned(List.copyOf(elsewhere));
        elsewhere.removeAll(free);
        open.addAll(free);
        lookElsewhere();
        return free;
    }

    private void lookElsewhere() {
        for (Trial trial : List.copyOf(elsewhere)) {
            training.ended(trial).ifPresent(outcome -> {
                elsewhere.remove(trial);
                end(outcome);
            });
        }
    }

    private void work() {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(this::trainAll));
            }
            await(running, threads);
        } catch (ExecutionException broke) {
            throw broke.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(broke.getCause());
        }
    }

    /// An interrupt is passed on to the workers, which store their checkpoints and begin no further trial.
    private void await(List<Future<?>> running, ExecutorService threads) throws ExecutionException {
        try {
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (InterruptedException stopped) {
            stop();
            threads.shutdownNow();
            threads.close();
            Thread.currentThread().interrupt();
            throw new StoppedException("the search was interrupted");
        }
    }

    private void trainAll() {
        RunOptions all = training.options();
        RunOptions fraction = all.withThreads(Math.max(1, all.threads() / workers));
        try (Backend backend = fraction.open()) {
            for (Trial next = next(); next != null; next = next()) {
                Trial trial = next;
                attempt(trial, claim -> training.train(trial, watched(fraction, trial, claim), backend));
            }
        } catch (RuntimeException | Error fault) {
            stop();
            throw fault;
        }
    }

    private RunOptions watched(RunOptions options, Trial trial, Claim claim) {
        return options.withListener(event -> {
            claim.require();
            tell(new SearchEvent.Training(trial, event));
        });
    }

    private synchronized @Nullable Trial next() {
        return broken ? null : open.poll();
    }

    /// The others end the trial they are at and begin no more. A listener may be at work meanwhile, so this waits for
    /// nobody.
    private void stop() {
        broken = true;
    }

    /// Does the work, but for a trial that another process has.
    private void attempt(Trial trial, Function<Claim, TrialOutcome> work) {
        try (Claim claim = claims.take(trial)) {
            if (claim == null) {
                leave(trial);
                return;
            }
            TrialOutcome outcome = training.ended(trial).orElseGet(() -> work.apply(claim));
            claim.ended();
            end(outcome);
        }
    }

    private synchronized void leave(Trial trial) {
        elsewhere.add(trial);
    }

    private synchronized void tell(SearchEvent event) {
        ProgramFault.guard(() -> listener.on(event));
    }

    private synchronized void end(TrialOutcome outcome) {
        ended.put(outcome.trial().number(), outcome);
        store.accept(result());
        tell(new SearchEvent.Ended(outcome));
    }

    private SearchResult result() {
        return new SearchResult(training.folder(), plan.experiment(), List.copyOf(ended.values()));
    }
}
