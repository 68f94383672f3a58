package nunchi.graph.op;

import nunchi.check.Check;
import nunchi.tensor.Shape;

/// How a window walks over the rows and the columns of images `[batch, height, width, channels]`.
public record Window(Axis rows, Axis columns) {
    private static final int MOST = 1 << 28;

    /// One direction of a walk: at its step o the window covers the places `o·stride + k·dilation - before`, k = 0 …
    /// kernel - 1, of an extent that is thought to be continued by `before` places of padding in front and `after`
    /// behind.
    ///
    /// @param kernel   places under the window, at least 1
    /// @param stride   from one step to the next, at least 1
    /// @param dilation between two places under the window, at least 1
    public record Axis(int kernel, int stride, int dilation, int before, int after) {
        public Axis {
            Check.positive("kernel", kernel);
            Check.positive("stride", stride);
            Check.positive("dilation", dilation);
            requireSmall(kernel, stride, dilation, before, after);
        }

        /// From the window's first place to its last: `(kernel - 1)·dilation + 1`.
        public int reach() {
            return (kernel - 1) * dilation + 1;
        }

        /// The number of steps over an extent: `⌊(extent + before + after - reach) / stride⌋ + 1`.
        ///
        /// @throws nunchi.check.InvalidRequestException where the padded extent is smaller than the window
        int steps(String name, int extent) {
            int padded = Shape.extent(name + " with their padding", (long) extent + before + after);
            Check.require(
                    padded >= reach(),
                    "an image of %d %s%s is too small for a window of %d%s: take a smaller window, a larger image, or pad (padding: same)"
                            .formatted(
                                    extent,
                                    name,
                                    padded == extent ? "" : ", padded to " + padded,
                                    reach(),
                                    dilation == 1 ? "" : " (%d, %d apart)".formatted(kernel, dilation)));
            return (padded - reach()) / stride + 1;
        }

        /// The place under the window's point k at step o; outside of 0 … extent - 1 it lies in the padding.
        public int place(int step, int k) {
            return step * stride + k * dilation - before;
        }
    }

    private static void requireSmall(int kernel, int stride, int dilation, int before, int after) {
        Check.require(
                before >= 0 && after >= 0,
                "padding is %d before and %d after; it must be 0 or more".formatted(before, after));
        Check.require(
                Math.max(before, after) <= MOST,
                "padding is %,d before and %,d after; it must be at most %,d".formatted(before, after, MOST));
        Check.require(stride <= MOST, "stride is %,d; it must be at most %,d".formatted(stride, MOST));
        long reach = (kernel - 1L) * dilation + 1;
        Check.require(
                reach <= MOST,
                "a kernel of %,d places, %,d apart, reaches over %,d places; it must reach over at most %,d: take a smaller kernel or dilation"
                        .formatted(kernel, dilation, reach, MOST));
    }

    /// The same in both directions, without padding or dilation.
    public static Window of(int kernel, int stride) {
        Axis axis = new Axis(kernel, stride, 1, 0, 0);
        return new Window(axis, axis);
    }

    /// The points under the window.
    public int points() {
        return Shape.extent("places under a window", (long) rows.kernel() * columns.kernel());
    }

    /// The shape of one value per step and channel.
    Shape over(Shape images, int channels) {
        return Shape.of(
                images.extent(0),
                rows.steps("rows", images.extent(1)),
                columns.steps("columns", images.extent(2)),
                channels);
    }

    static void requireImages(Shape shape) {
        Check.require(shape.rank() == 4, "takes images [batch, height, width, channels], but got " + shape);
    }

    /// Refuses `steps` that the window does not make over an image of this size.
    void requireSteps(Shape steps, int height, int width) {
        Shape expected = over(Shape.of(steps.extent(0), height, width, 1), steps.extent(3));
        Check.require(
                steps.equals(expected),
                "a window over %d x %d makes steps %s, but got %s".formatted(height, width, expected, steps));
    }
}
