package nunchi.cpu.step;

import java.util.Objects;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.InWorkspace;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.step.ProductPart.Target;
import nunchi.cpu.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/// Where a product's values go: into a buffer, or through a cluster that works on them while they are warm.
///
/// @param result  of rows of `columns` values; null where a cluster takes them
/// @param cluster reads the values as its local slot and writes them on; null for none
public record ProductGoal(@Nullable Buffer result, @Nullable FusedKernel cluster, int columns, ThreadPool team) {

    int workspace() {
        return cluster == null ? 0 : cluster.workspace();
    }

    /// Where a task puts a region's values: into the buffer, or into the thread's workspace.
    ///
    /// @param swapped whether it computes the region as its transpose
    /// @param whole   whether in one call, so that a row may be written beyond its end before the next is
    Target target(ProductTask task, Region region, boolean swapped, boolean whole) {
        int stride = cluster == null ? columns : task.localStride(region.columnEnd() - region.column());
        Place place = cluster == null
                ? new InBuffer(Objects.requireNonNull(result), region.row() * columns + region.column())
                : new InWorkspace(task.local());
        return new Target(place, swapped ? 1 : stride, swapped ? stride : 1, cluster != null && whole);
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
    @Nullable
    Cursor begin(int member, long step, int workspace) {
        return cluster == null
                ? null
                : cluster.begin(member, step, team.workspace().of(member), workspace);
    }

    /// Takes `n` values that follow each other in the result as in the memory.
    void take(@Nullable Cursor cursor, int first, int n, float[] memory, int from) {
        if (cluster == null || cursor == null) {
            Buffer buffer = Objects.requireNonNull(result);
            System.arraycopy(memory, from, buffer.array(), buffer.offset() + first, n);
        } else {
            cluster.run(cursor, first, first + n, memory, from);
        }
    }
}
