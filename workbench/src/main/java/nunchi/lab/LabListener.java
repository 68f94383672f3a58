package nunchi.lab;

import nunchi.grouping.GroupingListener;
import nunchi.search.SearchListener;
import nunchi.train.TrainingListener;

/// Hears of a lab: of members that are trained once their trainings' events, of of those that are searched their searches', of others what is grouped.
public interface LabListener extends TrainingListener, SearchListener, GroupingListener {

    /// Before a member is run; not of those that an earlier start has ended.
    void begins(Task task);
}
