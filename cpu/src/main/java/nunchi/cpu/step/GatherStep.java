package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;

/// Rows of a table by their numbers; zeros for what is none of them.
public final class GatherStep implements Step {
    private final Buffer table;
    private final Buffer ids;
    private final Buffer result;
    private final int size;
    private final RowTasks tasks;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    public GatherStep(Buffer table, Buffer ids, Buffer result, ThreadPool team) {
        this.table = table;
        this.ids = ids;
        this.result = result;
        this.size = result.size() / ids.size();
        this.tasks = RowTasks.of(ids.size(), size);
        this.team = team;
    }

    public Buffer table() {
        return table;
    }

    public Buffer ids() {
        return ids;
    }

    public Buffer result() {
        return result;
    }

    @Override
    public void run(long step) {
        team.run(tasks.tasks(), work);
    }

    private void task(int task, int member) {
        for (int i = tasks.first(task); i < tasks.end(task); i++) {
            int row = row(ids.array()[ids.offset() + i], table.size() / size);
            int to = result.offset() + i * size;
            if (row < 0) {
                Arrays.fill(result.array(), to, to + size, 0f);
            } else {
                System.arraycopy(table.array(), table.offset() + row * size, result.array(), to, size);
            }
        }
    }

    /// The row that a number names; -1 for none.
    static int row(float id, int rows) {
        return id >= 0 && id < rows && id == (int) id ? (int) id : -1;
    }
}
