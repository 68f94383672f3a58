package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;

/// Copies the weight of a convolution, `[points · channels, units]`, into panels, once per step.
public final class PanelStep implements Step {
    private static final int ROWS = 64;

    private final Panels panels;
    private final Buffer weight;
    private final Buffer packed;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    public PanelStep(Panels panels, Buffer weight, Buffer packed, ThreadPool team) {
        this.panels = panels;
        this.weight = weight;
        this.packed = packed;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run((panels.depth() + ROWS - 1) / ROWS, work);
    }

    private void task(int task, int member) {
        int end = Math.min((task + 1) * ROWS, panels.depth());
        for (int block = 0; block < panels.blocks(); block++) {
            for (int unit = 0; unit < panels.blockUnits(block); ) {
                int width = panels.stripVectors(block, unit) * panels.tiles().lanes();
                int column = block * panels.block() + unit;
                int valid = Math.clamp(panels.units() - column, 0, width);
                for (int row = task * ROWS; row < end; row++) {
                    int from = weight.offset() + row * panels.units() + column;
                    int to = packed.offset() + panels.strip(block, unit) + row * width;
                    System.arraycopy(weight.array(), from, packed.array(), to, valid);
                }
                unit += width;
            }
        }
    }
}
