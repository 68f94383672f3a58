package nunchi.cpu.step;

import java.util.Arrays;
import java.util.List;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;

/// Copies a box from one tensor into another, run by run. What lies between the runs in the target is left, or cleared
/// on the way, so that every value is written once.
public final class BoxStep implements Step {
    /// Values of a task; runs of half as many are not joined to longer ones.
    private static final int TASK = 8192;

    private final Buffer source;
    private final Buffer target;
    private final BoxRuns from;
    private final BoxRuns to;
    private final int length;
    private final int runs;
    private final int chunk;
    private final boolean clears;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// Where the box lies in a tensor.
    ///
    /// @param start along each axis
    public record Place(Buffer buffer, Shape whole, List<Integer> start) {}

    /// @param box    its extents
    /// @param clears whether the rest of the target becomes 0
    public BoxStep(Place source, Place target, Shape box, boolean clears, ThreadPool team) {
        int axis = box.rank();
        int joined = 1;
        boolean whole = true;
        while (axis > 0 && whole && joined < TASK / 2) {
            axis--;
            joined *= box.extent(axis);
            whole = box.extent(axis) == source.whole().extent(axis)
                    && box.extent(axis) == target.whole().extent(axis);
        }
        this.source = source.buffer();
        this.target = target.buffer();
        this.from = new BoxRuns(box, source.whole(), source.start(), axis);
        this.to = new BoxRuns(box, target.whole(), target.start(), axis);
        this.length = joined;
        this.runs = box.size() / joined;
        this.chunk = Math.max(1, TASK / joined);
        this.clears = clears;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run((runs + chunk - 1) / chunk, work);
    }

    /// Some runs, and with each what lies between it and the one before; with the last also what lies behind it.
    private void task(int task, int member) {
        int run = task * chunk;
        int end = Math.min(runs, run + chunk);
        int written = target.offset() + (run == 0 ? 0 : to.offset(run - 1) + length);
        while (run < end) {
            int stop = Math.min(end, run - run % to.row() + to.row());
            int x = source.offset() + from.offset(run);
            int y = target.offset() + to.offset(run);
            for (; run < stop; run++, x += from.distance(), y += to.distance()) {
                clear(written, y);
                System.arraycopy(source.array(), x, target.array(), y, length);
                written = y + length;
            }
        }
        if (run == runs) {
            clear(written, target.offset() + target.size());
        }
    }

    private void clear(int first, int end) {
        if (clears && end > first) {
            Arrays.fill(target.array(), first, end, 0f);
        }
    }
}
