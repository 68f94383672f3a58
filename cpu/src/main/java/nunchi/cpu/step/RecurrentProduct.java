package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.InWorkspace;
import nunchi.cpu.step.ProductPart.Target;
import nunchi.cpu.step.RecurrentPanelStep.Blocks;
import nunchi.cpu.thread.ThreadPool;

/// The product of some rows in a thread's workspace with a packed recurrent weight, into the same workspace.
final class RecurrentProduct {
    private final ProductTask[] tasks;
    /// Of all rows of a task, and of those of the last.
    private final ProductPart whole;
    private final ProductPart last;
    private final int rows;

    /// Rows in the workspace, so far apart.
    record Rows(int first, int step) {}

    /// @param packed the weight, see [RecurrentPanelStep]
    record Weight(Blocks blocks, Buffer packed) {}

    /// @param left      with the depth of the weight
    /// @param target    where the chains go on from what is there, or are begun
    /// @param continued whether they go on
    /// @param workspace from where on the workspace is free
    record Goal(Rows left, Rows target, boolean continued, int workspace) {}

    RecurrentProduct(RecurrentShape shape, Weight weight, Goal goal, Kernels kernels, ThreadPool team) {
        this.rows = shape.rowsPerTask(team.size());
        Blocks blocks = weight.blocks();
        Matrix matrix = new Matrix(weight.packed(), goal.left().step(), 1);
        ProductTask.Operands operands = ProductTask.Operands.panels(Left.of(matrix, rows, blocks.depth()));
        Partition partition = Partition.inPlace(rows, blocks.columns());
        this.tasks = new ProductTask[team.size()];
        Arrays.setAll(tasks, member -> new ProductTask(operands, kernels, partition, false, goal.workspace()));
        this.whole = part(rows, weight, goal);
        this.last = part((shape.batch() - 1) % rows + 1, weight, goal);
        team.workspace().reserve(tasks[0].workspaceEnd());
    }

    private static ProductPart part(int count, Weight weight, Goal goal) {
        return new ProductPart(
                new Region(0, count, 0, weight.blocks().columns()),
                new InWorkspace(goal.left().first()),
                new InBuffer(weight.packed(), 0),
                new Target(new InWorkspace(goal.target().first()), goal.target().step(), 1, true),
                weight.blocks().depth(),
                goal.continued());
    }

    void run(int count, int member, float[] memory) {
        tasks[member].compute(count == rows ? whole : last, memory);
    }
}
