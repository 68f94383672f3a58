package nunchi.cpu.step;

import nunchi.cpu.memory.Alignment;
import nunchi.cpu.thread.ThreadPool;

/// A cluster run over all its values, cut into tasks by size.
public final class ElementwiseStep implements Step {
    /// Values of a task: enough to outweigh handing it over.
    private static final int TASK = 8192;

    private final FusedKernel cluster;
    private final ThreadPool team;
    private final int chunk;
    private final int tasks;
    private final ThreadPool.Work work = this::task;
    private long step;

    public ElementwiseStep(FusedKernel cluster, ThreadPool team) {
        this.cluster = cluster;
        this.team = team;
        team.workspace().reserve(cluster.workspace());
        this.chunk = Math.max(1, TASK / cluster.block()) * cluster.block();
        this.tasks = (cluster.size() + chunk - 1) / chunk;
    }

    @Override
    public void run(long now) {
        step = now;
        team.run(tasks, work);
    }

    private void task(int task, int member) {
        int first = task * chunk;
        cluster.run(
                cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST),
                first,
                Math.min(first + chunk, cluster.size()));
    }
}
