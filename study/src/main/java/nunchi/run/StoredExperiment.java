package nunchi.run;

import java.nio.charset.StandardCharsets;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Intervention;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// A run's experiment, which grows by the interventions that are made while it is trained. Each is in the folder's
/// `experiment.yaml` before the next step, so that a run that is killed makes it again.
final class StoredExperiment implements TrainingListener {
    private final RunFolder folder;
    private final ExperimentFile files;
    private Experiment experiment;

    StoredExperiment(RunFolder folder, ExperimentFile files, Experiment experiment) {
        this.folder = folder;
        this.files = files;
        this.experiment = experiment;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Intervened(Intervention made)
                && made.changesResult()
                && !experiment.course().interventions().contains(made)) {
            experiment = experiment.withCourse(experiment.course().with(made));
            folder.write(RunFolder.EXPERIMENT, files.write(inFile()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// As the file has it, with what a person may have edited there meanwhile.
    private Experiment inFile() {
        try {
            return folder.experiment(files).withCourse(experiment.course());
        } catch (InvalidRequestException unreadable) {
            return experiment;
        }
    }

    /// With the interventions so far.
    Experiment experiment() {
        return experiment;
    }

    /// As it is written to a file.
    Tree tree() {
        return files.tree(experiment);
    }
}
