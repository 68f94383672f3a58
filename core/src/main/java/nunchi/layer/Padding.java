package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// How images `[batch, height, width, channels]` are continued at their edges when a window slides over them: by zeros
/// for a convolution, by pixels that pooling ignores.
///
/// With an extent n, a stride s and a window that reaches over r pixels:
///
/// | padding | before and after | outputs |
/// |---|---|---|
/// | `valid` | 0, 0 | `⌊(n - r) / s⌋ + 1` |
/// | `same` | `⌊t/2⌋`, `⌈t/2⌉` with `t = max((⌈n/s⌉ - 1)·s + r - n, 0)`, as in Keras | `⌈n/s⌉` |
/// | `explicit` | as given | `⌊(n + before + after - r) / s⌋ + 1` |
public sealed interface Padding {

    /// The window of this kernel over images of this shape.
    ///
    /// @param dilation the distance between two taps of the kernel
    /// @param images `[batch, height, width, channels]`
    Window window(Size kernel, Size stride, Size dilation, Shape images);

    /// The height and the width of the images that a transposed convolution makes of m outputs: `m·s` for `same`, `m·s
    /// + max(r - s, 0)` for `valid` (both as in Keras), `(m - 1)·s + r - before - after` for `explicit` (as in
    /// PyTorch).
    ///
    /// @param outputs `[batch, output height, output width, channels]`
    /// @throws nunchi.check.InvalidRequestException where the padding takes everything away
    Size enlarged(Size kernel, Size stride, Size dilation, Shape outputs);

    /// As much as makes one output for every stride.
    record Same() implements Padding {
        @Override
        public Window window(Size kernel, Size stride, Size dilation, Shape images) {
            Window bare = new Valid().window(kernel, stride, dilation, images);
            return new Window(padded(bare.rows()), padded(bare.columns()));
        }

        private static WindowAxis padded(WindowAxis bare) {
            int total = Math.max(bare.span(Math.ceilDiv(bare.input(), bare.stride())) - bare.input(), 0);
            return new WindowAxis(
                    bare.kernel(), bare.stride(), bare.dilation(), total / 2, total - total / 2, bare.input());
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape outputs) {
            return size((long) outputs.extent(1) * stride.rows(), (long) outputs.extent(2) * stride.columns());
        }
    }

    /// None: the window stays inside.
    record Valid() implements Padding {
        @Override
        public Window window(Size kernel, Size stride, Size dilation, Shape images) {
            return new Explicit(0).window(kernel, stride, dilation, images);
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape outputs) {
            Window transpose = window(kernel, stride, dilation, outputs);
            return size(enlarged(transpose.rows()), enlarged(transpose.columns()));
        }

        private static long enlarged(WindowAxis transpose) {
            return (long) transpose.input() * transpose.stride() + Math.max(transpose.extent() - transpose.stride(), 0);
        }
    }

    /// So many pixels at each edge. In an experiment file one number for all, or `[top, bottom, left, right]`.
    ///
    /// @param top    padding above, in pixels
    /// @param bottom padding below, in pixels
    /// @param left   padding on the left, in pixels
    /// @param right  padding on the right, in pixels
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
                    new WindowAxis(kernel.rows(), stride.rows(), dilation.rows(), top, bottom, images.extent(1)),
                    new WindowAxis(
                            kernel.columns(), stride.columns(), dilation.columns(), left, right, images.extent(2)));
        }

        @Override
        public Size enlarged(Size kernel, Size stride, Size dilation, Shape outputs) {
            Window transpose = window(kernel, stride, dilation, outputs);
            long rows = enlarged(transpose.rows());
            long columns = enlarged(transpose.columns());
            Check.require(
                    rows > 0 && columns > 0,
                    "padding [%d, %d, %d, %d] takes away all of the %d x %d outputs of a window of %s over %d x %d: pad less"
                            .formatted(
                                    top,
                                    bottom,
                                    left,
                                    right,
                                    rows + top + bottom,
                                    columns + left + right,
                                    kernel,
                                    outputs.extent(1),
                                    outputs.extent(2)));
            return size(rows, columns);
        }

        private static long enlarged(WindowAxis transpose) {
            return (transpose.input() - 1L) * transpose.stride()
                    + transpose.extent()
                    - transpose.before()
                    - transpose.after();
        }
    }

    private static Size size(long rows, long columns) {
        return new Size(Shape.extent("rows", rows), Shape.extent("columns", columns));
    }
}
