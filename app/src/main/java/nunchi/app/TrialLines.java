package nunchi.app;

import java.io.PrintWriter;
import nunchi.train.Figures;
import nunchi.train.Trained;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingEvent.Failed;
import nunchi.train.TrainingEvent.Finished;
import nunchi.train.TrainingEvent.Started;
import nunchi.train.TrainingListener;

/// Shows a repetition: a line for each training that is done, and on a terminal the bar of the one that is not.
final class TrialLines implements TrainingListener {
    private final PrintWriter out;
    private final Terminal terminal;
    private final TrainingListener bar;
    private final int trials;
    private Started training;
    private int trial;

    TrialLines(PrintWriter out, Terminal terminal, int trials) {
        this.out = out;
        this.terminal = terminal;
        this.bar = new Progress(out, terminal, 1);
        this.trials = trials;
    }

    @Override
    public void on(TrainingEvent event) {
        if (terminal.interactive()) {
            bar.on(event);
        }
        switch (event) {
            case Started started -> {
                training = started;
                trial++;
            }
            case Finished finished -> say(described(finished.result()));
            case Failed failed -> say("failed: " + failed.reason());
            default -> { }
        }
    }

    private void say(String outcome) {
        out.println("%d/%d  seed %d  %s".formatted(trial, trials, training.seed(), outcome));
        out.flush();
    }

    private static String described(Trained trained) {
        boolean tested = trained.test() != null;
        boolean validated = trained.validation() != null;
        Figures figures = tested ? trained.test() : validated ? trained.validation() : trained.train();
        String part = tested ? "test" : validated ? "validation" : "train";
        String loss = "%s loss %s".formatted(part, Numbers.loss(figures.loss()));
        String accuracy = figures.hasAccuracy() ? "  accuracy " + Numbers.percent(figures.accuracy()) : "";
        return "%s%s  %d epochs, %s".formatted(loss, accuracy, trained.epochs(), Numbers.seconds(trained.seconds()));
    }
}
