package nunchi.cpu.step;

import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;

/// Transforms the weight of a convolution, `[kernel, kernel, channels, units]`, once per step.
public final class WinogradWeightStep implements Step {
    private static final int CHANNELS = 8;

    private final Winograd winograd;
    private final Panels layout;
    private final Buffer weight;
    private final Buffer transformed;
    private final ThreadPool team;
    private final Lines[] lines;
    private final ThreadPool.Work work = this::task;

    public WinogradWeightStep(Winograd winograd, Panels layout, Buffer weight, Buffer transformed, ThreadPool team) {
        this.winograd = winograd;
        this.layout = layout;
        this.weight = weight;
        this.transformed = transformed;
        this.team = team;
        this.lines = new Lines[team.size()];
        for (int member = 0; member < lines.length; member++) {
            lines[member] = new Lines();
        }
    }

    @Override
    public void run(long step) {
        team.run((layout.depth() + CHANNELS - 1) / CHANNELS * layout.blocks(), work);
    }

    private void task(int task, int member) {
        int block = task % layout.blocks();
        int from = task / layout.blocks() * CHANNELS;
        int end = Math.min(from + CHANNELS, layout.depth());
        for (int unit = 0; unit < layout.blockUnits(block); ) {
            int width = layout.stripVectors(block, unit) * layout.tiles().lanes();
            for (int channel = from; channel < end; channel++) {
                int source = weight.offset() + channel * layout.units() + block * layout.block() + unit;
                transform(lines[member], source, layout.strip(block, unit) + channel * width, width, member);
            }
            unit += width;
        }
    }

    /// Columns, then rows, of one channel's kernels. What lies beyond the last unit is transformed along and never
    /// used.
    private void transform(Lines pass, int from, int to, int width, int member) {
        int n = winograd.points();
        int kernel = n - Winograd.TILE + 1;
        int layer = layout.depth() * layout.units();
        float[] memory = team.workspace().of(member);
        pass.x(kernel * layer, layer);
        pass.y(kernel * width, width);
        pass.count(kernel, width);
        winograd.weight(pass, weight.array(), from, memory, Alignment.FIRST);
        pass.x(width, kernel * width);
        pass.y(layout.depth() * width, n * layout.depth() * width);
        pass.count(n, width);
        winograd.weight(pass, memory, Alignment.FIRST, transformed.array(), transformed.offset() + to);
    }
}
