package nunchi.app;

import java.io.PrintWriter;
import nunchi.clustering.ClusteringListener;
import nunchi.experiment.SearchSettings;
import nunchi.lab.LabListener;
import nunchi.lab.Task;
import nunchi.search.SearchEvent;
import nunchi.search.SearchListener;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Shows a lab: the members one after another, each under its title.
final class LabProgress implements LabListener {
    private final PrintWriter out;
    private final Terminal terminal;
    private final ClusteringListener clustering;
    private boolean first = true;
    private TrainingListener progress = TrainingListener.none();
    private SearchListener search = SearchListener.none();

    LabProgress(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.clustering = new ClusteringLines(out);
    }

    @Override
    public void begins(Task task) {
        if (task instanceof Task.Training training) {
            progress = new Progress(out, terminal, training.experiment().train().evaluateEvery());
            search = new TrialLines(out, terminal);
        }
        out.println("%s%s"
                .formatted(first ? "" : System.lineSeparator(), task.title() == null ? task.name() : task.title()));
        if (task instanceof Task.Training training && !SearchSettings.isSearch(training.experiment())) {
            StartLine.of(training.experiment(), terminal.width()).ifPresent(out::println);
        }
        out.flush();
        first = false;
    }

    @Override
    public void on(TrainingEvent event) {
        progress.on(event);
    }

    @Override
    public void on(SearchEvent event) {
        search.on(event);
    }

    @Override
    public void on(Grouped set) {
        clustering.on(set);
    }
}
