package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;

/// Sums of the rows that have a number. A task has the rows of the table whose numbers leave one remainder, since those
/// of frequent tokens lie side by side; each row is added up from the first to the last, whoever does it.
public final class ScatterAddStep implements Step {
    private static final int TASKS_PER_THREAD = 4;
    /// Values to be added that are worth a second task.
    private static final int SMALL = 4096;

    private final Operands operands;
    private final int rows;
    private final int size;
    private final int tasks;
    private final Arithmetic arithmetic;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param ids    `[n]`
    /// @param values `[n, size]`
    /// @param table  `[rows, size]`
    public record Operands(Buffer ids, Buffer values, Buffer table) {}

    public ScatterAddStep(Operands operands, int rows, Arithmetic arithmetic, ThreadPool team) {
        this.operands = operands;
        this.rows = rows;
        this.size = operands.table().size() / rows;
        int most = team.size() == 1 ? 1 : TASKS_PER_THREAD * team.size();
        this.tasks = Math.clamp((operands.values().size() + operands.table().size()) / SMALL, 1, Math.min(most, rows));
        this.arithmetic = arithmetic;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run(tasks, work);
    }

    private void task(int task, int member) {
        Buffer ids = operands.ids();
        Buffer values = operands.values();
        float[] table = operands.table().array();
        int start = operands.table().offset();
        for (int row = task; row < rows; row += tasks) {
            Arrays.fill(table, start + row * size, start + (row + 1) * size, 0f);
        }
        for (int i = 0; i < ids.size(); i++) {
            int row = GatherStep.row(ids.array()[ids.offset() + i], rows);
            if (row >= 0 && row % tasks == task) {
                int sum = start + row * size;
                arithmetic.add(table, sum, table, sum, values.array(), values.offset() + i * size, size);
            }
        }
    }
}
