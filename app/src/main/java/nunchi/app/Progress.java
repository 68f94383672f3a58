package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.experiment.Intervention;
import nunchi.train.MetricValues;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingEvent.Progressed;
import nunchi.train.TrainingEvent.Started;
import nunchi.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/// Shows a training as it goes: a plain line per epoch, and on a terminal below them one line that is drawn over.
final class Progress implements TrainingListener {
    private static final int FEW_EPOCHS = 100;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final Terminal terminal;
    private final int every;
    private @Nullable Started training;
    private @Nullable MetricValues validation;
    /// Of the epochs since the last plain line.
    private double unsaid;
    private long startedAt;
    /// When the epoch began, and how many examples it trains in a second; its passes not counted.
    private long epochAt;
    private double rate;
    /// Whether it was measured in this epoch: short epochs tell nothing before their end.
    private boolean rated;
    private long drawnAt;

    /// @param every of trainings with many epochs, only each such epoch has a plain line, and the last
    Progress(PrintWriter out, Terminal terminal, int every) {
        this.out = out;
        this.terminal = terminal;
        this.every = every;
    }

    @Override
    public void on(TrainingEvent event) {
        switch (event) {
            case Started started -> start(started);
            case Progressed progressed -> {
                rate = progressed.rows() / ((System.nanoTime() - epochAt) / 1e9);
                rated = true;
                draw(progressed.epoch(), progressed.rows(), progressed.running());
            }
            case TrainingEvent.Measuring measuring -> draw(measuring);
            case EpochEnded ended -> end(ended);
            case TrainingEvent.Finished _ -> terminal.erase(out);
            case TrainingEvent.Failed _, TrainingEvent.Stopped _ -> terminal.erase(out);
            case TrainingEvent.Inspected inspected -> print(inspected);
            case TrainingEvent.Intervened intervened -> print(intervened.intervention());
            case TrainingEvent.Histograms _,
                    TrainingEvent.Resumable _,
                    TrainingEvent.Steerable _,
                    TrainingEvent.WeightsHashed _ -> {}
        }
    }

    private void start(Started started) {
        training = started;
        validation = null;
        unsaid = 0;
        rate = 0;
        startedAt = System.nanoTime();
        epochAt = startedAt;
        drawnAt = startedAt;
        // a first step may take minutes
        if (terminal.interactive()) {
            terminal.draw(
                    out,
                    ProgressLine.of(
                            terminal.columns(),
                            "epoch %d/%d".formatted(started.trained() + 1, started.epochs()),
                            (double) started.trained() / started.epochs(),
                            List.of("first of %s".formatted(Numbers.count(started.steps(), "step"))),
                            List.of()));
        }
    }

    /// A training tells first that it begins.
    private Started training() {
        return Objects.requireNonNull(training);
    }

    private void end(EpochEnded ended) {
        unsaid += ended.seconds();
        epochAt = System.nanoTime();
        rate = rated ? rate : training().rows() / ended.seconds();
        rated = false;
        if (ended.validation() != null) {
            validation = ended.validation();
        }
        if (training().epochs() <= FEW_EPOCHS
                || ended.epoch() % every == 0
                || ended.epoch() == training().epochs()) {
            terminal.erase(out);
            out.println(line(ended));
            out.flush();
            unsaid = 0;
        }
        if (terminal.interactive()) {
            draw(ended.epoch(), training().rows(), ended.running());
        }
    }

    private String line(EpochEnded ended) {
        List<String> parts = new ArrayList<>(
                List.of("epoch %d/%d".formatted(ended.epoch(), training().epochs())));
        parts.addAll(figures("", ended.running()));
        parts.addAll(figures("val_", ended.validation()));
        parts.addAll(figures("test_", ended.test()));
        parts.add(Numbers.seconds(unsaid));
        return ProgressLine.broken(parts, terminal.width());
    }

    private static List<String> figures(String prefix, @Nullable MetricValues figures) {
        List<String> shown = new ArrayList<>();
        if (figures != null) {
            shown.add("%sloss %s".formatted(prefix, Numbers.loss(figures.loss())));
            if (figures.hasAccuracy()) {
                shown.add("%saccuracy %s".formatted(prefix, Numbers.percent(figures.accuracy())));
            }
            figures.metrics()
                    .forEach((name, value) -> shown.add("%s%s %s".formatted(prefix, name, Numbers.loss(value))));
        }
        return shown;
    }

    /// Whether it is time to draw again.
    private boolean due() {
        long now = System.nanoTime();
        if (!terminal.interactive() || now - drawnAt < REDRAW_NANOS) {
            return false;
        }
        drawnAt = now;
        return true;
    }

    private void draw(TrainingEvent.Measuring pass) {
        if (due()) {
            String rows = "%s of %s".formatted(Numbers.count(pass.rows()), Numbers.count(pass.of()));
            terminal.draw(
                    out,
                    ProgressLine.of(
                            terminal.columns(),
                            "evaluating " + pass.part(),
                            (double) pass.rows() / pass.of(),
                            List.of(rows),
                            List.of()));
        }
    }

    private void draw(int epoch, int rows, MetricValues running) {
        if (!due()) {
            return;
        }
        double seconds = (drawnAt - startedAt) / 1e9;
        double epochs =
                epoch - 1 - training().trained() + (double) rows / training().rows();
        double share = (training().trained() + epochs) / training().epochs();
        List<String> figures = figures("", running);
        figures.add("ETA "
                + Numbers.clock(seconds * (training().epochs() - training().trained() - epochs) / epochs));
        if (rate > 0) {
            figures.add(Numbers.count(Math.round(rate)) + "/s");
        }
        terminal.draw(
                out,
                ProgressLine.of(
                        terminal.columns(),
                        "epoch %d/%d".formatted(epoch, training().epochs()),
                        share,
                        figures,
                        figures("val_", validation)));
    }

    private void print(Intervention made) {
        terminal.erase(out);
        String where = "epoch %d, step %d: ".formatted(made.epoch(), made.step());
        out.println(where
                + switch (made.key()) {
                    case Intervention.PAUSE -> "paused";
                    case Intervention.RESUME -> "resumed";
                    case Intervention.STOP -> "stop; the training ends with this epoch";
                    case Intervention.CHECKPOINT -> "checkpoint at the end of this epoch";
                    default -> "%s is now %s".formatted(made.key(), made.value());
                });
        out.flush();
    }

    private void print(TrainingEvent.Inspected inspected) {
        boolean known = !Double.isNaN(inspected.nearestLabel());
        out.println("inspected " + inspected.layer()
                + (known ? ": 1-NN accuracy " + Numbers.percent(inspected.nearestLabel()) : ""));
        out.flush();
    }
}
