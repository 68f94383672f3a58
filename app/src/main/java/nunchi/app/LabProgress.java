package nunchi.app;

import java.io.PrintWriter;
import nunchi.experiment.Experiment;
import nunchi.lab.LabListener;
import nunchi.search.SearchEvent;
import nunchi.search.SearchListener;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Shows a lab: the members one after another, each under its title.
final class LabProgress implements LabListener {
    private final PrintWriter out;
    private final Terminal terminal;
    private boolean first = true;
    private TrainingListener training = TrainingListener.none();
    private SearchListener search = SearchListener.none();

    LabProgress(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void begins(Experiment experiment) {
        training = new Progress(out, terminal, experiment.train().evaluateEvery());
        search = new TrialLines(out, terminal);
        out.println("%s%s".formatted(first ? "" : System.lineSeparator(), experiment.title() == null ? experiment.name() : experiment.title()));
        out.flush();
        first = false;
    }

    @Override
    public void on(TrainingEvent event) {
        training.on(event);
    }

    @Override
    public void on(SearchEvent event) {
        search.on(event);
    }
}
