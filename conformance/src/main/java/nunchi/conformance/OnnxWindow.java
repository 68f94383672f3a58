package nunchi.conformance;

import java.util.stream.IntStream;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;

/// The window that a node's `kernel_shape`, `strides`, `dilations`, `pads`, `auto_pad` and `ceil_mode` describe; one
/// axis is taken for a row.
record OnnxWindow(OnnxNode node, int[] kernel, int[] stride, int[] dilation, int[] pads) {
    static OnnxWindow of(OnnxNode node, int... kernelOfWeight) {
        int[] kernel = node.numbers("kernel_shape", kernelOfWeight);
        int axes = kernel.length;
        int[] ones = IntStream.generate(() -> 1).limit(axes).toArray();
        return new OnnxWindow(
                node,
                kernel,
                node.numbers("strides", ones),
                node.numbers("dilations", ones),
                node.numbers("pads", new int[2 * axes]));
    }

    /// Over images of these extents, rows and columns or columns alone.
    Window over(int... extents) {
        WindowAxis[] axes = IntStream.range(0, kernel.length)
                .mapToObj(axis -> over(axis, extents[axis]))
                .toArray(WindowAxis[]::new);
        return window(axes);
    }

    private static Window window(WindowAxis... axes) {
        return axes.length == 1 ? new Window(new WindowAxis(1, 1, 1), axes[0]) : new Window(axes[0], axes[1]);
    }

    private WindowAxis over(int axis, int extent) {
        String auto = node.text("auto_pad", "NOTSET");
        WindowAxis bare = axis(axis, 0, 0, extent);
        if (auto.startsWith("SAME")) {
            int total = Math.max(bare.span(Math.ceilDiv(extent, bare.stride())) - extent, 0);
            int less = total / 2;
            return auto.equals("SAME_LOWER")
                    ? axis(axis, total - less, less, extent)
                    : axis(axis, less, total - less, extent);
        }
        int before = pads[axis];
        int after = pads[kernel.length + axis];
        if (node.number("ceil_mode", 0) == 1) {
            int outputs = Math.ceilDiv(extent + before + after - bare.extent(), bare.stride()) + 1;
            after = Math.max(after, bare.span(outputs) - extent - before);
        }
        return axis(axis, before, after, extent);
    }

    private WindowAxis axis(int axis, int before, int after, int extent) {
        return new WindowAxis(kernel[axis], stride[axis], dilation[axis], before, after, extent);
    }

    /// The window of a transposed convolution, over what it makes of `outputs`.
    Window enlarged(int... outputs) {
        WindowAxis[] axes = IntStream.range(0, kernel.length)
                .mapToObj(axis -> enlarged(axis, outputs[axis]))
                .toArray(WindowAxis[]::new);
        return window(axes);
    }

    private WindowAxis enlarged(int axis, int outputs) {
        int axes = kernel.length;
        int[] more = node.numbers("output_padding", new int[axes]);
        int[] wanted = node.numbers("output_shape", new int[0]);
        boolean same = node.text("auto_pad", "NOTSET").startsWith("SAME");
        int full = axis(axis, 0, 0, outputs).span(outputs);
        boolean given = wanted.length > 0 || same;
        int extent = wanted.length > 0
                ? wanted[axis]
                : same ? outputs * stride[axis] : full + more[axis] - pads[axis] - pads[axes + axis];
        int total = Math.max(full + more[axis] - extent, 0);
        int before = !given
                ? pads[axis]
                : node.text("auto_pad", "NOTSET").equals("SAME_UPPER") ? total / 2 : total - total / 2;
        return axis(axis, before, Math.max(full - extent - before, 0), extent);
    }
}
