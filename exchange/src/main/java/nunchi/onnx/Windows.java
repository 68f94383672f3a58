package nunchi.onnx;

import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.protobuf.Message;

/// A window as ONNX's attributes.
final class Windows {
    private Windows() {}

    /// Of Conv and MaxPool. Padding that no window reaches is left out.
    static Message[] over(Window window) {
        return attributes(window, new int[] {0, 0});
    }

    /// Of ConvTranspose: what it makes beyond the images is cut off, what lacks at their ends is added.
    static Message[] under(Window window) {
        return attributes(window, new int[] {lacking(window.rows()), lacking(window.columns())});
    }

    private static int reached(WindowAxis axis) {
        return Math.max(0, axis.overhang());
    }

    private static int lacking(WindowAxis axis) {
        return Math.max(0, -axis.overhang());
    }

    private static Message[] attributes(Window window, int[] added) {
        int[] pads = {
            window.rows().before(), window.columns().before(), reached(window.rows()), reached(window.columns())
        };
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
