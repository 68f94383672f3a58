package nunchi.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import nunchi.experiment.Experiment;
import nunchi.lab.Lab;
import nunchi.lab.Labs;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Shows a lab: the members one after another, each under its title.
final class LabProgress implements TrainingListener {
    private final PrintWriter out;
    private final int runs;
    private final List<Experiment> experiments = new ArrayList<>();
    private final List<PublishedFigures> published = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private int started;

    LabProgress(Lab lab, Labs.Request request, PrintWriter out, Terminal terminal) {
        this.out = out;
        this.runs = request.runs();
        for (Lab.Member member : lab.members()) {
            Experiment experiment = request.changes().apply(lab.experiment(member, request.quick()));
            PublishedFigures figures = new PublishedFigures(experiment.published());
            TrainingListener shown = runs == 1 ? new Progress(out, terminal, experiment.train().evaluateEvery()) : new TrialLines(out, terminal, runs);
            experiments.add(experiment);
            published.add(figures);
            listeners.add(shown.and(figures));
        }
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started) {
            if (started % runs == 0) {
                announce(experiments.get(started / runs));
            }
            started++;
        }
        listeners.get((started - 1) / runs).on(event);
    }

    private void announce(Experiment experiment) {
        out.println("%s%s".formatted(started == 0 ? "" : System.lineSeparator(), experiment.title() == null ? experiment.name() : experiment.title()));
        out.flush();
    }

    /// What the member's training gave where there are published figures.
    PublishedFigures published(int member) {
        return published.get(member);
    }
}
