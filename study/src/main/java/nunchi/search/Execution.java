package nunchi.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import nunchi.backend.Backend;
import nunchi.run.RunOptions;
import nunchi.search.Claims.Claim;
import nunchi.train.ProgramFault;

/// Has the trials of a plan trained that have not ended yet, and collects what comes of them.
final class Execution implements TrialWork {
    private final Plan plan;
    private final TrialTraining training;
    private final Claims claims;
    private final SearchListener listener;
    private final Consumer<SearchResult> store;
    private final SortedMap<Integer, TrialOutcome> ended = new TreeMap<>();
    /// Those that other processes have.
    private final List<Trial> elsewhere = new ArrayList<>();

    /// @param store keeps what there is of the result, after each trial
    Execution(Plan plan, TrialTraining training, Claims claims, SearchListener listener, Consumer<SearchResult> store) {
        this.plan = plan;
        this.training = training;
        this.claims = claims;
        this.listener = listener;
        this.store = store;
    }

    /// @param wanted of the plan's trials
    /// @return without the trials that other processes have
    SearchResult run(List<Trial> wanted, TrialExecutor executor) {
        List<Trial> open = new ArrayList<>();
        for (Trial trial : wanted) {
            training.ended(trial).ifPresentOrElse(outcome -> ended.put(trial.number(), outcome), () -> open.add(trial));
        }
        List<Trial> refused =
                open.stream().filter(trial -> trial.refusal() != null).toList();
        open.removeAll(refused);
        if (!open.isEmpty()) {
            executor.check(List.copyOf(open), options());
        }
        int parallel = open.isEmpty() ? 1 : executor.parallel();
        tell(new SearchEvent.Planned(plan, wanted, parallel, ended.size()));
        refused.forEach(trial -> attempt(trial, _ -> training.refuse(trial)));
        if (open.isEmpty()) {
            store.accept(result());
        }
        for (List<Trial> more = open; !more.isEmpty(); more = free()) {
            executor.train(List.copyOf(more), this);
        }
        elsewhere.forEach(trial -> tell(new SearchEvent.Elsewhere(trial, claims.holder(trial))));
        return result();
    }

    /// Looks after the trials of other processes: those that have ended meanwhile, and those that were left behind.
    ///
    /// @return the latter, which can be trained now
    private List<Trial> free() {
        lookElsewhere();
        List<Trial> free = claims.abandoned(List.copyOf(elsewhere));
        elsewhere.removeAll(free);
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

    @Override
    public RunOptions options() {
        return training.options();
    }

    @Override
    public Path folder() {
        return training.folder().path();
    }

    @Override
    public void train(Trial trial, RunOptions options, Backend backend) {
        attempt(trial, claim -> training.train(trial, watched(options, trial, claim), backend));
    }

    private RunOptions watched(RunOptions options, Trial trial, Claim claim) {
        return options.withListener(event -> {
            claim.require();
            tell(new SearchEvent.Training(trial, event));
        });
    }

    @Override
    public synchronized void accept(Trial trial, Path trained) {
        ArrivedTrial arrived = ArrivedTrial.of(trial, trained, options().files());
        Optional<TrialOutcome> first = training.ended(trial);
        if (first.isPresent()) {
            arrived.against(first.get(), training.folder().file(trial.folder())).ifPresent(this::tell);
        } else {
            attempt(trial, _ -> training.take(arrived));
        }
        arrived.delete();
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
