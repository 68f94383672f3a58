package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Puts together images whose pixels were computed apart, by the remainders of their row and column: pixel (a, b) comes
/// from part `a % down · across + b % across`, there pixel (a / down, b / across).
public final class InterleaveStep implements Step {
    private final Part[] parts;
    private final int down;
    private final int across;
    private final Buffer result;
    private final Shape images;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// The pixels of one remainder.
    ///
    /// @param values `[batch, rows, columns, channels]`; null for zeros
    public record Part(@Nullable Buffer values, int rows, int columns) {}

    /// @param parts  row by row of remainders
    /// @param down   remainders of rows
    /// @param images the shape of the result
    public InterleaveStep(Part[] parts, int down, Buffer result, Shape images, ThreadPool team) {
        this.parts = parts;
        this.down = down;
        this.across = parts.length / down;
        this.result = result;
        this.images = images;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run(images.extent(0) * images.extent(1), work);
    }

    private void task(int task, int member) {
        int image = task / images.extent(1);
        int row = task % images.extent(1);
        int channels = images.last();
        for (int column = 0; column < images.extent(2); column++) {
            Part part = parts[row % down * across + column % across];
            int to = result.offset() + (task * images.extent(2) + column) * channels;
            if (part.values() == null) {
                Arrays.fill(result.array(), to, to + channels, 0f);
            } else {
                int pixel = (image * part.rows() + row / down) * part.columns() + column / across;
                System.arraycopy(
                        part.values().array(), part.values().offset() + pixel * channels, result.array(), to, channels);
            }
        }
    }
}
