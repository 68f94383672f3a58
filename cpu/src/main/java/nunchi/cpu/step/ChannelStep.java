package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/// Between the channels of images and those of a depthwise convolution that makes `multiplier` units of each: every
/// value repeated, or, the other way round, every group of values summed, one chain in their order.
public final class ChannelStep implements Step {
    private final Buffer source;
    private final Destination destination;
    private final int multiplier;
    private final RowTasks rows;
    private final ThreadPool team;
    private final ThreadPool.Work work;
    private long step;

    private ChannelStep(Buffer source, Destination destination, int multiplier, RowTasks rows, boolean sums) {
        this.source = source;
        this.destination = destination;
        this.multiplier = multiplier;
        this.rows = rows;
        this.team = destination.team();
        this.work = sums ? this::sum : this::repeat;
    }

    /// `result[i·multiplier + q] = source[i]`
    public static ChannelStep repeat(Buffer source, Buffer result, int multiplier, ThreadPool team) {
        RowTasks rows = RowTasks.of(source.size(), multiplier);
        return new ChannelStep(source, new Destination(result, null, 0, team), multiplier, rows, false);
    }

    /// `result[i] = Σ source[i·multiplier + q]`
    ///
    /// @param result null where a cluster takes the values
    public static ChannelStep sum(
            Buffer source, @Nullable Buffer result, @Nullable FusedKernel cluster, int multiplier, ThreadPool team) {
        RowTasks rows = RowTasks.of(source.size() / multiplier, multiplier);
        return new ChannelStep(source, new Destination(result, cluster, rows.chunk(), team), multiplier, rows, true);
    }

    @Override
    public void run(long now) {
        step = now;
        team.run(rows.tasks(), work);
    }

    private void repeat(int task, int member) {
        float[] y = destination.array(member);
        int to = destination.offset(rows.first(task) * multiplier);
        for (int i = rows.first(task); i < rows.end(task); i++) {
            float value = source.array()[source.offset() + i];
            for (int q = 0; q < multiplier; q++) {
                y[to++] = value;
            }
        }
    }

    private void sum(int task, int member) {
        float[] y = destination.array(member);
        int first = rows.first(task);
        int to = destination.offset(first);
        int from = source.offset() + first * multiplier;
        for (int i = first; i < rows.end(task); i++) {
            float total = source.array()[from++];
            for (int q = 1; q < multiplier; q++) {
                total += source.array()[from++];
            }
            y[to++] = total;
        }
        destination.finish(first, rows.end(task), member, step);
    }
}
