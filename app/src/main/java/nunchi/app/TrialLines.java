package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.record.RunRecord;
import nunchi.search.Plan;
import nunchi.search.SearchEvent;
import nunchi.search.SearchListener;
import nunchi.search.Trial;
import nunchi.search.TrialOutcome;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent;

/// Shows a search: a line for each training that is done, and on a terminal a bar for all that are not.
final class TrialLines implements SearchListener {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final Terminal terminal;
    /// How much of each training that runs is done.
    private final Map<Integer, Double> running = new HashMap<>();
    private final Map<Integer, TrainingEvent.Started> started = new HashMap<>();
    /// Trials of the search.
    private int all;
    /// Those of them that this process is to train.
    private int planned;
    private int before;
    private int ended;
    private long startedAt;
    private long drawnAt;

    TrialLines(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void on(SearchEvent event) {
        switch (event) {
            case SearchEvent.Planned plan -> begin(plan);
            case SearchEvent.Training training -> follow(training.trial(), training.event());
            case SearchEvent.Ended over -> end(over.outcome());
            case SearchEvent.Disagreement two ->
                print(
                        two.trial(),
                        List.of(
                                "trained on %s and on %s it got different weights, so one of the two machines computes wrongly; the result of %1$s is kept"
                                        .formatted(two.kept(), two.other())));
            case SearchEvent.Elsewhere left -> print(left.trial(), List.of("is being trained by " + left.by()));
        }
    }

    private void begin(SearchEvent.Planned plan) {
        all = plan.plan().trials().size();
        planned = plan.wanted().size();
        before = plan.finished();
        ended = before;
        startedAt = System.nanoTime();
        plan.wanted().stream()
                .filter(trial -> trial.refusal() == null)
                .flatMap(trial -> StartLine.of(trial.experiment(), terminal.width()).stream())
                .distinct()
                .forEach(out::println);
        if (before > 0) {
            out.println("%d of %d trainings are done already".formatted(before, planned));
            out.flush();
        }
    }

    private void follow(Trial trial, TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started begun -> started.put(trial.number(), begun);
            case TrainingEvent.Progressed now -> {
                TrainingEvent.Started training = started(trial);
                double epochs = now.epoch() - 1 + (double) now.rows() / training.rows();
                draw(trial, epochs / training.epochs(), now.running());
            }
            case TrainingEvent.EpochEnded now ->
                draw(trial, (double) now.epoch() / started(trial).epochs(), now.running());
            default -> {}
        }
    }

    /// A training tells first that it begins.
    private TrainingEvent.Started started(Trial trial) {
        return Objects.requireNonNull(started.get(trial.number()));
    }

    private void draw(Trial trial, double share, MetricValues figures) {
        running.put(trial.number(), share);
        long now = System.nanoTime();
        if (!terminal.interactive() || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        double done = ended
                + running.values().stream().mapToDouble(Double::doubleValue).sum();
        double seconds = (now - startedAt) / 1e9;
        String left = "ETA " + Numbers.clock(seconds * (planned - done) / Math.max(1e-6, done - before));
        String loss = "loss " + Numbers.loss(figures.loss());
        List<String> more = figures.hasAccuracy()
                ? List.of(loss, "accuracy " + Numbers.percent(figures.accuracy()))
                : List.of(loss);
        terminal.draw(
                out,
                ProgressLine.of(
                        terminal.columns(), "%d of %d".formatted(ended, planned), done / planned, List.of(left), more));
    }

    private void end(TrialOutcome outcome) {
        ended++;
        running.remove(outcome.trial().number());
        started.remove(outcome.trial().number());
        print(outcome.trial(), described(outcome.result()));
    }

    private void print(Trial trial, List<String> description) {
        List<String> parts = new ArrayList<>(List.of("%d/%d".formatted(trial.number(), all)));
        if (!trial.values().isEmpty()) {
            parts.add(Plan.inWords(trial.values()));
        }
        parts.add("seed " + trial.seed());
        parts.addAll(description);
        terminal.erase(out);
        out.println(ProgressLine.broken(parts, terminal.width()));
        out.flush();
    }

    private static List<String> described(RunRecord result) {
        if (result.failed()) {
            return List.of(result.status() + ": " + result.reason());
        }
        Split part = Stream.of(Split.TEST, Split.VALIDATION)
                .filter(each -> result.figures(each).isPresent())
                .findFirst()
                .orElse(Split.TRAIN);
        List<String> shown = new ArrayList<>(List.of("%s loss %s".formatted(part, Numbers.loss(result.loss(part)))));
        if (!Double.isNaN(result.accuracy(part))) {
            shown.add("accuracy " + Numbers.percent(result.accuracy(part)));
        }
        shown.add("%s, %s".formatted(Results.epochs(result), Numbers.seconds(result.seconds())));
        return shown;
    }
}
