package nunchi.conformance;

import java.util.Arrays;
import java.util.stream.IntStream;
import nunchi.graph.op.Window;
import nunchi.graph.op.Window.Axis;

/// The walk that a node's `kernel_shape`, `strides`, `dilations`, `pads`, `auto_pad` and `ceil_mode` describe; one axis
/// is taken for a row.
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
        Axis[] axes = IntStream.range(0, kernel.length)
                .mapToObj(axis -> over(axis, extents[axis]))
                .toArray(Axis[]::new);
        return window(axes);
    }

    private static Window window(Axis... axes) {
        return axes.length == 1 ? new Window(new Axis(1, 1, 1, 0, 0), axes[0]) : new Window(axes[0], axes[1]);
    }

    private Axis over(int axis, int extent) {
        String auto = node.text("auto_pad", "NOTSET");
        int reach = (kernel[axis] - 1) * dilation[axis] + 1;
        if (auto.startsWith("SAME")) {
            int steps = Math.ceilDiv(extent, stride[axis]);
            return axis(axis, Math.max((steps - 1) * stride[axis] + reach - extent, 0), auto.equals("SAME_LOWER"));
        }
        int before = pads[axis];
        int after = pads[kernel.length + axis];
        if (node.number("ceil_mode", 0) == 1) {
            int steps = Math.ceilDiv(extent + before + after - reach, stride[axis]) + 1;
            after = Math.max(after, (steps - 1) * stride[axis] + reach - extent - before);
        }
        return new Axis(kernel[axis], stride[axis], dilation[axis], before, after);
    }

    private Axis axis(int axis, int total, boolean oddFirst) {
        int less = total / 2;
        int more = total - less;
        return new Axis(kernel[axis], stride[axis], dilation[axis], oddFirst ? more : less, oddFirst ? less : more);
    }

    /// What a transposed convolution makes of `steps`: its window over the result, and the result's extents.
    Enlarged enlarged(int... steps) {
        int axes = kernel.length;
        int[] more = node.numbers("output_padding", new int[axes]);
        int[] wanted = node.numbers("output_shape", new int[0]);
        boolean same = node.text("auto_pad", "NOTSET").startsWith("SAME");
        Axis[] walk = new Axis[axes];
        int[] extents = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            int full = (steps[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1;
            boolean given = wanted.length > 0 || same;
            extents[axis] = wanted.length > 0
                    ? wanted[axis]
                    : same ? steps[axis] * stride[axis] : full + more[axis] - pads[axis] - pads[axes + axis];
            int total = Math.max(full + more[axis] - extents[axis], 0);
            int before = !given
                    ? pads[axis]
                    : node.text("auto_pad", "NOTSET").equals("SAME_UPPER") ? total / 2 : total - total / 2;
            walk[axis] = new Axis(
                    kernel[axis], stride[axis], dilation[axis], before, Math.max(full - extents[axis] - before, 0));
        }
        return new Enlarged(
                window(walk),
                axes == 1 ? 1 : extents[0],
                Arrays.stream(extents).reduce((_, last) -> last).getAsInt());
    }

    record Enlarged(Window window, int height, int width) {}
}
