package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.op.Window;
import nunchi.graph.op.Window.Axis;
import nunchi.tensor.Shape;

/// How images `[batch, height, width, channels]` are thought to be continued at their edges when a window walks over
/// them: by zeros for a convolution, by places that are never taken for pooling.
///
/// With an extent n, a stride s and a window that reaches over r places:
///
/// | padding | before and after | steps |
/// |---|---|---|
/// | `valid` | 0, 0 | `⌊(n - r) / s⌋ + 1` |
/// | `same` | `⌊t/2⌋`, `⌈t/2⌉` with `t = max((⌈n/s⌉ - 1)·s + r - n, 0)`, as in Keras | `⌈n/s⌉` |
/// | `explicit` | as given | `⌊(n + before + after - r) / s⌋ + 1` |
public sealed interface Padding {

    /// The walk of a window of this kernel over images of this shape.
    ///
    /// @param dilation the distance between two places under the window
    /// @param images   `[batch, height, width, channels]`
    Window window(Size kernel, Size stride, Size dilation, Shape images);

    /// The height and the width of the images that a transposed convolution makes of m steps: `m·s` for `same`,
    /// `m·s + max(r - s, 0)` for `valid` (both as in Keras), `(m - 1)·s + r - before - after` for `explicit` (as in
    /// PyTorch).
    ///
    /// @param steps `[batch, steps down, steps across, channels]`
    /// @throws nunchi.check.InvalidRequestException where the padding takes everything away
    Size enlarged(Size kernel, Size stride, Size dilation, Shape steps);

    /// As much as makes one step for every stride.
    record Same() implements Padding {
        @Override
        public Window window(Size kernel, Size stride, Size dilation, Shape images) {
            return new Window(
                    axis(new Axis(kernel.rows(), stride.rows(), dilation.rows(), 0, 0), images.extent(1)),
                    axis(new Axis(kernel.columns(), stride.columns(), dilation.columns(), 0, 0), images.extent(2)));
        }

        private static Axis axis(Axis bare, int extent) {
            int steps = Math.ceilDiv(extent, bare.stride());
            int total = Math.toIntExact(Math.max((steps - 1L) * bare.stride() + bare.reach() - extent, 0));
            return new Axis(bare.kernel(), bare.stride(), bare.dilation(), total / 2, total - total / 2);
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape steps) {
            return new Size(
                    Shape.extent("rows", (long) steps.extent(1) * stride.rows()),
                    Shape.extent("columns", (long) steps.extent(2) * stride.columns()));
        }
    }

    /// None: the window stays inside.
    record Valid() implements Padding {
        @Override
        public Window window(Size kernel, Size stride, Size dilation, Shape images) {
            return new Explicit(0).window(kernel, stride, dilation, images);
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape steps) {
            Window window = window(kernel, stride, dilation, steps);
            return new Size(
                    Shape.extent("rows", enlarged(window.rows(), steps.extent(1))),
                    Shape.extent("columns", enlarged(window.columns(), steps.extent(2))));
        }

        private static long enlarged(Axis axis, int steps) {
            return (long) steps * axis.stride() + Math.max(axis.reach() - axis.stride(), 0);
        }
    }

    /// So many places at each edge. In an experiment file one number for all, or `[top, bottom, left, right]`.
    record Explicit(int top, int bottom, int left, int right) implements Padding {
        public Explicit {
            Check.require(
                    Math.min(Math.min(top, bottom), Math.min(left, right)) >= 0,
                    "padding is [%d, %d, %d, %d] at top, bottom, left and right; it must be 0 or more"
                            .formatted(top, bottom, left, right));
        }

        public Explicit(int all) {
            this(all, all, all, all);
        }

        @Override
        public Window window(Size kernel, Size stride, Size dilation, Shape images) {
            return new Window(
                    new Axis(kernel.rows(), stride.rows(), dilation.rows(), top, bottom),
                    new Axis(kernel.columns(), stride.columns(), dilation.columns(), left, right));
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape steps) {
            Window window = window(kernel, stride, dilation, steps);
            long rows = enlarged(window.rows(), steps.extent(1));
            long columns = enlarged(window.columns(), steps.extent(2));
            Check.require(
                    rows > 0 && columns > 0,
                    "padding [%d, %d, %d, %d] takes away all of the %d x %d places that a window of %s makes of %d x %d: pad less"
                            .formatted(
                                    top,
                                    bottom,
                                    left,
                                    right,
                                    rows + top + bottom,
                                    columns + left + right,
                                    kernel,
                                    steps.extent(1),
                                    steps.extent(2)));
            return new Size(Shape.extent("rows", rows), Shape.extent("columns", columns));
        }

        private static long enlarged(Axis axis, int steps) {
            return (steps - 1L) * axis.stride() + axis.reach() - axis.before() - axis.after();
        }
    }
}
