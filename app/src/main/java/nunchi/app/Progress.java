package nunchi.app;

import java.io.PrintWriter;
import nunchi.train.Figures;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingEvent.Progressed;
import nunchi.train.TrainingEvent.Started;
import nunchi.train.TrainingListener;

/// Shows a training as it goes: on a terminal one line that is drawn over, elsewhere a plain line per epoch.
final class Progress implements TrainingListener {
    private static final int BAR = 24;
    private static final int LEAST_BAR = 4;
    /// A space, two brackets, and the last column, where a terminal would go on to the next line.
    private static final int FRAME = 4;
    private static final int FEW_EPOCHS = 100;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final Terminal terminal;
    private final int every;
    private Started training;
    private Figures validation;
    /// Of the epochs since the last plain line.
    private double unsaid;
    private long startedAt;
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
            case Progressed progressed -> draw(progressed.epoch(), progressed.rows(), progressed.running());
            case TrainingEvent.Measuring measuring -> draw(measuring);
            case EpochEnded ended -> end(ended);
            case TrainingEvent.Finished _ -> erase();
            case TrainingEvent.Failed _ -> erase();
            case TrainingEvent.Resumable _ -> { }
        }
    }

    private void start(Started started) {
        training = started;
        validation = null;
        unsaid = 0;
        startedAt = System.nanoTime();
        drawnAt = startedAt;
    }

    private void end(EpochEnded ended) {
        unsaid += ended.seconds();
        if (ended.validation() != null) {
            validation = ended.validation();
        }
        if (terminal.interactive()) {
            draw(ended.epoch(), training.rows(), ended.running());
        } else if (training.epochs() <= FEW_EPOCHS || ended.epoch() % every == 0 || ended.epoch() == training.epochs()) {
            out.println(line(ended));
            out.flush();
            unsaid = 0;
        }
    }

    private String line(EpochEnded ended) {
        StringBuilder line = new StringBuilder("epoch %d/%d".formatted(ended.epoch(), training.epochs()));
        line.append(figures("", ended.running()));
        line.append(figures("val_", ended.validation()));
        line.append(figures("test_", ended.test()));
        return line.append("  %.2f s".formatted(unsaid)).toString();
    }

    private static String figures(String prefix, Figures figures) {
        if (figures == null) {
            return "";
        }
        String loss = "  %sloss %s".formatted(prefix, Numbers.loss(figures.loss()));
        return figures.hasAccuracy() ? loss + "  %saccuracy %s".formatted(prefix, Numbers.percent(figures.accuracy())) : loss;
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
            print("evaluating " + pass.part(), (double) pass.rows() / pass.of(), "  %s of %s".formatted(Numbers.count(pass.rows()), Numbers.count(pass.of())));
        }
    }

    private void draw(int epoch, int rows, Figures running) {
        if (!due()) {
            return;
        }
        double seconds = (drawnAt - startedAt) / 1e9;
        double epochs = epoch - 1 - training.trained() + (double) rows / training.rows();
        double share = (training.trained() + epochs) / training.epochs();
        String figures = "%s%s  %s/s  ETA %s".formatted(figures("", running), figures("val_", validation),
                Numbers.count((long) (epochs * training.rows() / seconds)), Numbers.clock(seconds * (training.epochs() - training.trained() - epochs) / epochs));
        print("epoch %d/%d".formatted(epoch, training.epochs()), share, figures);
    }

    private void print(String what, double share, String figures) {
        out.print("\r" + fitted(what, share, figures) + "\033[K");
        out.flush();
    }

    /// With as much of a bar as there is room for; a line that wraps could not be drawn over.
    private String fitted(String what, double share, String figures) {
        int room = Math.min(BAR, terminal.columns() - what.length() - figures.length() - FRAME);
        int filled = (int) (room * share);
        String bar = room < LEAST_BAR ? "" : " [%s%s]".formatted("█".repeat(filled), "·".repeat(room - filled));
        String line = what + bar + figures;
        return line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
    }

    private void erase() {
        if (terminal.interactive()) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
