package nunchi.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.record.RunRecord;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.ProgramFault;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/// Trains the trials of a plan that have not ended yet, some at a time, each on its fraction of the threads.
final class Execution {
    private final Plan plan;
    private final RunFolder folder;
    private final Function<Experiment, Datasets> data;
    private final RunOptions options;
    private final SearchListener listener;
    private final int workers;
    private final TrialOutcome[] ended;
    private final Queue<Trial> open = new ArrayDeque<>();
    private volatile boolean broken;

    /// @param data of a trial as it comes, to be cut as the trial says
    Execution(
            Plan plan,
            RunFolder folder,
            Function<Experiment, Datasets> data,
            RunOptions options,
            SearchListener listener) {
        this.plan = plan;
        this.folder = folder;
        this.data = data;
        this.options = options;
        this.listener = listener;
        this.ended = new TrialOutcome[plan.trials().size()];
        SearchSettings search = plan.experiment().study().search();
        this.workers = Math.min(search == null ? 1 : search.parallel(), options.threads());
    }

    SearchResult run() {
        plan.trials().forEach(this::look);
        List<Trial> refused =
                open.stream().filter(trial -> trial.refusal() != null).toList();
        tell(new SearchEvent.Planned(plan, workers, plan.trials().size() - open.size()));
        open.removeAll(refused);
        refused.forEach(trial -> end(refuse(trial, folder.file(trial.folder()))));
        if (open.isEmpty()) {
            store();
        } else {
            work();
        }
        return result();
    }

    /// Whether a trial has ended; one that was refused is open where it can be trained now.
    private void look(Trial trial) {
        Path place = folder.file(trial.folder());
        RunRecord stored = Files.exists(place.resolve(RunFolder.RESULT)) ? RunRecord.read(place) : null;
        if (stored != null && stored.refused()) {
            new RunFolder(place).delete(RunFolder.RESULT, RunFolder.EXPERIMENT);
            open.add(trial);
        } else if (stored != null) {
            requirePlanned(trial, place);
            ended[trial.number() - 1] = new TrialOutcome(trial, stored);
        } else {
            open.add(trial);
        }
    }

    private TrialOutcome refuse(Trial trial, Path place) {
        RunFolder.clear(place);
        Runs.refuse(trial.experiment(), Objects.requireNonNull(trial.refusal()), options.withOut(place));
        return new TrialOutcome(trial, RunRecord.read(place));
    }

    private void requirePlanned(Trial trial, Path place) {
        boolean same = RunFolder.open(place).experiment(options.files()).equals(trial.experiment());
        Check.require(
                same,
                ("the search in %s is no longer the one that was begun: %s was trained with other settings than trial %d has now; "
                                + "put its %s back, or begin anew in another folder")
                        .formatted(folder.path(), trial.folder(), trial.number(), RunFolder.EXPERIMENT));
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
        RunOptions share = options.withThreads(Math.max(1, options.threads() / workers));
        try (Backend backend = share.open()) {
            for (Trial trial = next(); trial != null; trial = next()) {
                end(train(trial, share, backend));
            }
        } catch (RuntimeException | Error fault) {
            stop();
            throw fault;
        }
    }

    private synchronized @Nullable Trial next() {
        return broken ? null : open.poll();
    }

    /// The others end the trial they are at and begin no more. A listener may be at work meanwhile, so this waits for
    /// nobody.
    private void stop() {
        broken = true;
    }

    private TrialOutcome train(Trial trial, RunOptions share, Backend backend) {
        Path place = folder.file(trial.folder());
        TrainingListener told = event -> tell(new SearchEvent.Training(trial, event));
        Datasets parts = data.apply(trial.experiment());
        try {
            if (Files.exists(place.resolve(RunFolder.EXPERIMENT))) {
                requirePlanned(trial, place);
                Runs.resume(place, parts, share.withListener(told), backend);
            } else {
                RunFolder.clear(place);
                Runs.run(trial.experiment(), parts, share.withOut(place).withListener(told), backend);
            }
        } catch (InvalidRequestException unfit) {
            // with another seed the same settings were accepted; what has begun already is not the settings' fault
            if (Files.exists(place.resolve(RunFolder.EXPERIMENT))) {
                throw unfit;
            }
            return refuse(trial.refused(unfit.getMessage()), place);
        } catch (TrainingFailedException failed) {
            if (!Files.exists(place.resolve(RunFolder.RESULT))) {
                throw failed;
            }
        }
        return new TrialOutcome(trial, RunRecord.read(place));
    }

    private synchronized void tell(SearchEvent event) {
        ProgramFault.guard(() -> listener.on(event));
    }

    private synchronized void end(TrialOutcome outcome) {
        ended[outcome.trial().number() - 1] = outcome;
        store();
        tell(new SearchEvent.Ended(outcome));
    }

    private void store() {
        folder.write(RunFolder.RESULT, SearchFile.of(result(), plan.trials().size()));
    }

    private SearchResult result() {
        return new SearchResult(
                folder,
                plan.experiment(),
                Stream.of(ended).filter(Objects::nonNull).toList());
    }
}
