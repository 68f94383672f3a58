package nunchi.lab;

import nunchi.clustering.ClusteringListener;
import nunchi.search.SearchEvent;
import nunchi.search.SearchListener;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Hears of a lab: of members that are trained once their trainings' events, of those that are searched their
/// searches', of others what is grouped.
public interface LabListener extends TrainingListener, SearchListener, ClusteringListener {

    /// Before a member is run; not of those that an earlier start has ended.
    void begins(Task task);

    /// Hears and does nothing.
    static LabListener none() {
        return new LabListener() {
            @Override
            public void begins(Task task) {}

            @Override
            public void on(TrainingEvent event) {}

            @Override
            public void on(SearchEvent event) {}

            @Override
            public void on(Grouped set) {}
        };
    }
}
