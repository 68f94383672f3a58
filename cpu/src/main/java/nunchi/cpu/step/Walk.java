package nunchi.cpu.step;

import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// A window's walk over images `[batch, height, width, channels]`, with everything counted out: what a convolution's
/// kernels need to know.
///
/// @param groups of channels and units
/// @param images the shape walked over
/// @param units  of the result, in all groups
public record Walk(Axis rows, Axis columns, int groups, Shape images, int units) {
    private static final int FEW_CHANNELS = 7;

    /// One direction: step o sees the places `o·stride + k·dilation - before`, k = 0 … kernel - 1; `before` may be
    /// negative.
    public record Axis(int kernel, int stride, int dilation, int before, int steps) {
        static Axis of(Window.Axis axis, int steps) {
            return new Axis(axis.kernel(), axis.stride(), axis.dilation(), axis.before(), steps);
        }

        /// From the first place that a number of steps see to the last.
        int reach(int count) {
            return (count - 1) * stride + (kernel - 1) * dilation + 1;
        }
    }

    /// @param steps the shape of the result, `[batch, steps down, steps across, units]`
    public static Walk of(Window window, int groups, Shape images, Shape steps) {
        return new Walk(
                Axis.of(window.rows(), steps.extent(1)),
                Axis.of(window.columns(), steps.extent(2)),
                groups,
                images,
                steps.last());
    }

    int batch() {
        return images.extent(0);
    }

    /// The steps over one image.
    int steps() {
        return rows.steps() * columns.steps();
    }

    /// The shape of what comes out.
    Shape result() {
        return Shape.of(batch(), rows.steps(), columns.steps(), units);
    }

    int points() {
        return rows.kernel() * columns.kernel();
    }

    int channelsPerGroup() {
        return images.last() / groups;
    }

    int unitsPerGroup() {
        return units / groups;
    }

    /// The products of one value of the result.
    int depth() {
        return points() * channelsPerGroup();
    }

    /// What the windows of some rows of steps see of an image.
    Frame frame(int rowsOfSteps) {
        boolean planar = groups == 1 && columns.stride() == 1 && images.last() > 1 && images.last() <= FEW_CHANNELS;
        return new Frame(
                images,
                rows.before(),
                columns.before(),
                rows.reach(rowsOfSteps),
                columns.reach(columns.steps()),
                planar);
    }

    /// For each step over some images and rows, in order, where in the frames its window begins.
    int[] stepTable(Frame frame, int count, int rowsOfSteps) {
        int[] table = new int[count * rowsOfSteps * columns.steps()];
        int index = 0;
        for (int image = 0; image < count; image++) {
            for (int row = 0; row < rowsOfSteps; row++) {
                for (int column = 0; column < columns.steps(); column++) {
                    table[index++] = image * frame.imageStep()
                            + row * rows.stride() * frame.rowStep()
                            + column * columns.stride() * frame.columnStep();
                }
            }
        }
        return table;
    }

    /// For each point of the window and channel of a group, in the order of the weight, where it lies from the window's
    /// beginning on.
    int[] depthTable(Frame frame) {
        int[] table = new int[depth()];
        int index = 0;
        for (int point = 0; point < points(); point++) {
            int row = point / columns.kernel() * rows.dilation();
            int column = point % columns.kernel() * columns.dilation();
            for (int channel = 0; channel < channelsPerGroup(); channel++) {
                table[index++] = row * frame.rowStep() + column * frame.columnStep() + channel * frame.channelStep();
            }
        }
        return table;
    }
}
