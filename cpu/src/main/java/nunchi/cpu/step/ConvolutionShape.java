package nunchi.cpu.step;

import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// The extents of a convolution: what its kernels need to know.
///
/// @param units  of the result, in all groups
/// @param groups of channels and units
public record ConvolutionShape(Window window, int batch, int channels, int units, int groups) {
    private static final int FEW_CHANNELS = 7;

    /// @param images `[batch, height, width, channels]`
    /// @param outputs `[batch, output height, output width, units]`
    public static ConvolutionShape of(Window window, int groups, Shape images, Shape outputs) {
        return new ConvolutionShape(window, images.extent(0), images.last(), outputs.last(), groups);
    }

    public WindowAxis rows() {
        return window.rows();
    }

    public WindowAxis columns() {
        return window.columns();
    }

    /// `[batch, height, width, channels]`
    Shape images() {
        return window.images(batch, channels);
    }

    /// `[batch, output height, output width, units]`
    Shape outputs() {
        return window.outputs(batch, units);
    }

    /// The outputs of one image and unit.
    int outputsPerImage() {
        return rows().output() * columns().output();
    }

    int channelsPerGroup() {
        return channels / groups;
    }

    int unitsPerGroup() {
        return units / groups;
    }

    /// The products of one value of the result.
    int depth() {
        return window.taps() * channelsPerGroup();
    }

    /// What the windows of some rows of outputs read of an image.
    Frame frame(int outputRows) {
        boolean planar = groups == 1 && columns().stride() == 1 && channels > 1 && channels <= FEW_CHANNELS;
        return new Frame(window.grouped(outputRows, columns().output()), batch, channels, planar);
    }

    /// For each output of some images and rows, in order, where in the frames its window begins.
    int[] outputTable(Frame frame, int images, int outputRows) {
        int across = columns().output();
        int[] table = new int[images * outputRows * across];
        int index = 0;
        for (int image = 0; image < images; image++) {
            for (int row = 0; row < outputRows; row++) {
                int first = image * frame.imageStep() + row * rows().stride() * frame.rowStep();
                for (int column = 0; column < across; column++) {
                    table[index++] = first + column * columns().stride() * frame.columnStep();
                }
            }
        }
        return table;
    }

    /// For each tap of the window and channel of a group, in the order of the weight, where it lies from the window's
    /// beginning on.
    int[] depthTable(Frame frame) {
        int[] table = new int[depth()];
        int index = 0;
        for (int tap = 0; tap < window.taps(); tap++) {
            int row = tap / columns().kernel() * rows().dilation();
            int column = tap % columns().kernel() * columns().dilation();
            for (int channel = 0; channel < channelsPerGroup(); channel++) {
                table[index++] = row * frame.rowStep() + column * frame.columnStep() + channel * frame.channelStep();
            }
        }
        return table;
    }
}
