package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;

/// Turns the weight of a convolution, `[taps, channels / groups, units]`, into that of its transpose, once per step:
/// some of its taps, in an order of their own, each `[units / groups, channels]`.
public final class WeightTurnStep implements Step {
    private static final int BLOCK = 16;

    private final Buffer weight;
    private final Buffer turned;
    private final Layout layout;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param channels in all groups
    /// @param units    in all groups
    /// @param taps     of the weight that the result takes, in its order
    public record Layout(int channels, int units, int groups, int[] taps) {
        public int size() {
            return taps.length * channels * units / groups;
        }
    }

    public WeightTurnStep(Buffer weight, Buffer turned, Layout layout, ThreadPool team) {
        this.weight = weight;
        this.turned = turned;
        this.layout = layout;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run(layout.taps().length * layout.groups(), work);
    }

    private void task(int task, int member) {
        int position = task / layout.groups();
        int group = task % layout.groups();
        int channels = layout.channels() / layout.groups();
        int units = layout.units() / layout.groups();
        int from = weight.offset() + layout.taps()[position] * channels * layout.units() + group * units;
        int to = turned.offset() + position * units * layout.channels() + group * channels;
        for (int u = 0; u < units; u += BLOCK) {
            for (int c = 0; c < channels; c++) {
                turn(from + c * layout.units() + u, to + u * layout.channels() + c, Math.min(BLOCK, units - u));
            }
        }
    }

    private void turn(int from, int to, int n) {
        float[] source = weight.array();
        float[] target = turned.array();
        int stride = layout.channels();
        for (int i = 0; i < n; i++) {
            target[to + i * stride] = source[from + i];
        }
    }
}
