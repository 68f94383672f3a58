package nunchi.lab;

import nunchi.experiment.Experiment;
import nunchi.search.SearchListener;
import nunchi.train.TrainingListener;

/// Hears of a lab: of members that are trained once their trainings' events, of others their searches'.
public interface LabListener extends TrainingListener, SearchListener {

    /// Before a member is run; not of those that an earlier start has ended.
    void begins(Experiment experiment);
}
