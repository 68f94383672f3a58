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

    private void draw(int epoch, int rows, Figures running) {
        long now = System.nanoTime();
        if (!terminal.interactive() || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        double seconds = (now - startedAt) / 1e9;
        double epochs = epoch - 1 - training.trained() + (double) rows / training.rows();
        double share = (training.trained() + epochs) / training.epochs();
        String figures = "%s%s  %s/s  ETA %s".formatted(figures("", running), figures("val_", validation),
                Numbers.count((long) (epochs * training.rows() / seconds)), Numbers.clock(seconds * (training.epochs() - training.trained() - epochs) / epochs));
        out.print("\r" + Bar.line("epoch %d/%d".formatted(epoch, training.epochs()), share, figures, terminal.columns()) + "\033[K");
        out.flush();
    }

    private void erase() {
        if (terminal.interactive()) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
