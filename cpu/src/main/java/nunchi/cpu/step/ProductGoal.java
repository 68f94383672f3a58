package nunchi.cpu.step;

import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.thread.Team;

/// Where a product's values go: into a buffer, or through a cluster that works on them while they are warm.
///
/// @param result  of rows of `columns` values; null where a cluster takes them
/// @param cluster reads the values as its local slot and writes them on; null for none
public record ProductGoal(Buffer result, Cluster cluster, int columns, Team team) {

    int workspace() {
        return cluster == null ? 0 : cluster.workspace();
    }

    /// Points a task at the place of a region's values: the buffer, or the task's workspace.
    void aim(ProductTask task, Region goal, Way way) {
        if (cluster == null) {
            turn(task, result.array(), result.offset() + goal.row() * columns + goal.column(), columns, way);
        } else {
            turn(
                    task,
                    team.workspace().of(way.member()),
                    task.local(),
                    task.localStride(goal.columnEnd() - goal.column()),
                    way);
        }
    }

    /// How a region is computed.
    ///
    /// @param swapped whether as its transpose
    /// @param whole   whether in one call, so that a row may be written beyond its end before the next is
    record Way(int member, boolean swapped, boolean whole) {}

    private void turn(ProductTask task, float[] values, int first, int stride, Way way) {
        task.aim(values, first, way.swapped() ? 1 : stride, way.swapped() ? stride : 1, cluster != null && way.whole());
    }

    /// Lets the cluster work on what a task has computed of a region.
    void finish(ProductTask task, Region goal, int member, long step) {
        if (cluster == null) {
            return;
        }
        float[] memory = team.workspace().of(member);
        int width = goal.columnEnd() - goal.column();
        int stride = task.localStride(width);
        Cursor cursor = cluster.begin(member, step, memory, task.workspaceEnd());
        if (stride == columns) {
            cluster.flushAndRun(cursor, goal.row() * columns, goal.rowEnd() * columns, memory, task.local());
            return;
        }
        for (int row = goal.row(); row < goal.rowEnd(); row++) {
            int first = row * columns + goal.column();
            cluster.flushAndRun(cursor, first, first + width, memory, task.local() + (row - goal.row()) * stride);
        }
    }

    /// Where a thread's cluster is; null for none.
    ///
    /// @param workspace from where on the thread's workspace is the cluster's
    Cursor begin(int member, long step, int workspace) {
        return cluster == null
                ? null
                : cluster.begin(member, step, team.workspace().of(member), workspace);
    }

    /// Takes `n` values that follow each other in the result as in the memory.
    void take(Cursor cursor, int first, int n, float[] memory, int from) {
        if (cursor == null) {
            System.arraycopy(memory, from, result.array(), result.offset() + first, n);
        } else {
            cluster.run(cursor, first, first + n, memory, from);
        }
    }
}
