package nunchi.onnx;

import nunchi.graph.op.Window;
import nunchi.graph.op.Window.Axis;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;

/// A window's walk as ONNX's attributes.
final class Windows {
    private Windows() {}

    /// Of Conv and MaxPool. Padding that no step reaches is left out.
    ///
    /// @param images `[batch, height, width, channels]`
    /// @param steps  `[batch, steps down, steps across, channels]`
    static Message[] over(Window window, Shape images, Shape steps) {
        int bottom = Math.max(
                0,
                span(window.rows(), steps.extent(1))
                        - images.extent(1)
                        - window.rows().before());
        int right = Math.max(
                0,
                span(window.columns(), steps.extent(2))
                        - images.extent(2)
                        - window.columns().before());
        return attributes(
                window, new int[] {window.rows().before(), window.columns().before(), bottom, right}, new int[] {0, 0});
    }

    /// Of ConvTranspose: what it makes beyond the images is cut off, what lacks at their ends is added.
    static Message[] under(Window window, Shape steps, Shape images) {
        int below = span(window.rows(), steps.extent(1)) - window.rows().before() - images.extent(1);
        int beside = span(window.columns(), steps.extent(2)) - window.columns().before() - images.extent(2);
        int[] cut = {window.rows().before(), window.columns().before(), Math.max(0, below), Math.max(0, beside)};
        return attributes(window, cut, new int[] {Math.max(0, -below), Math.max(0, -beside)});
    }

    /// From the first place of the first step to the last of the last.
    private static int span(Axis axis, int steps) {
        return (steps - 1) * axis.stride() + axis.reach();
    }

    private static Message[] attributes(Window window, int[] pads, int[] added) {
        Message[] usual = {
            OnnxGraph.attribute(
                    "kernel_shape",
                    new int[] {window.rows().kernel(), window.columns().kernel()}),
            OnnxGraph.attribute(
                    "strides",
                    new int[] {window.rows().stride(), window.columns().stride()}),
            OnnxGraph.attribute(
                    "dilations",
                    new int[] {window.rows().dilation(), window.columns().dilation()}),
            OnnxGraph.attribute("pads", pads)
        };
        return added[0] + added[1] == 0
                ? usual
                : new Message[] {usual[0], usual[1], usual[2], usual[3], OnnxGraph.attribute("output_padding", added)};
    }
}
