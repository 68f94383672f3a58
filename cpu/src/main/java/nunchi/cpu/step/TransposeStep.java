package nunchi.cpu.step;

import java.util.List;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;

/// Copies values with their axes in another order, a row of the result at a time.
public final class TransposeStep implements Step {
    private final Buffer source;
    private final Buffer target;
    /// Of the result's axes: their extents, and how far apart their places lie in the source.
    private final int[] extents;
    private final int[] distances;
    private final RowTasks tasks;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param shape of the source
    /// @param order of its axes in the result
    public TransposeStep(Buffer source, Buffer target, Shape shape, List<Integer> order, ThreadPool team) {
        this.source = source;
        this.target = target;
        int rank = order.size();
        int[] steps = new int[rank];
        int step = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape.extent(axis);
        }
        this.extents = order.stream().mapToInt(shape::extent).toArray();
        this.distances = order.stream().mapToInt(axis -> steps[axis]).toArray();
        int row = rank == 0 ? 1 : extents[rank - 1];
        this.tasks = RowTasks.of(target.size() / row, row);
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run(tasks.tasks(), work);
    }

    private void task(int task, int member) {
        float[] values = source.array();
        float[] result = target.array();
        int length = tasks.size();
        int distance = distances.length == 0 ? 1 : distances[distances.length - 1];
        for (int row = tasks.first(task); row < tasks.end(task); row++) {
            int from = source.offset() + offset(row);
            int to = target.offset() + row * length;
            if (distance == 1) {
                System.arraycopy(values, from, result, to, length);
                continue;
            }
            for (int i = 0; i < length; i++) {
                result[to + i] = values[from + i * distance];
            }
        }
    }

    /// Where in the source a row of the result begins.
    private int offset(int row) {
        int offset = 0;
        int rest = row;
        for (int axis = extents.length - 2; axis >= 0; axis--) {
            offset += rest % extents[axis] * distances[axis];
            rest /= extents[axis];
        }
        return offset;
    }
}
