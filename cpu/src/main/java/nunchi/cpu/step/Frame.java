package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.InWorkspace;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.graph.op.Window;

/// What a task's windows read of images `[batch, height, width, channels]`: a band of rows and all columns, which may
/// reach beyond the images, where it is 0. Where it does not reach beyond, the images are read as they lie; else a task
/// copies what it needs into its workspace. Rows of few channels are copied a channel at a time, so that neighbouring
/// windows read neighbouring values.
///
/// @param window each of its windows is a frame: those of an image's bands
/// @param planar whether the channels of a row lie one after the other, rather than those of a pixel
record Frame(Window window, int batch, int channels, boolean planar) {

    private int height() {
        return window.rows().kernel();
    }

    private int width() {
        return window.columns().kernel();
    }

    boolean inPlace() {
        return !planar
                && window.rows().before() == 0
                && window.columns().before() == 0
                && height() <= window.rows().input()
                && width() <= window.columns().input();
    }

    /// From one channel of a pixel to the next, in floats.
    int channelStep() {
        return planar ? width() : 1;
    }

    /// From one pixel of a row to the next, in floats.
    int columnStep() {
        return planar ? 1 : channels;
    }

    /// From one row of the frame to the next, in floats.
    int rowStep() {
        return (inPlace() ? window.columns().input() : width()) * channels;
    }

    /// From one image to the next, in floats.
    int imageStep() {
        return (inPlace() ? window.rows().input() : height()) * rowStep();
    }

    /// The floats of workspace that a copy of some images takes.
    int workspace(int count) {
        return inPlace() ? 0 : count * imageStep();
    }

    /// Where the frame of a band of an image begins: in the images, or in the workspace once it is copied.
    Place origin(Buffer images, int image, int band) {
        return inPlace()
                ? new InBuffer(images, pixel(image, window.rows().position(band, 0), 0))
                : new InWorkspace(Alignment.FIRST);
    }

    /// Copies the frames of one band of some images to the memory's beginning, where they must be copied.
    void copy(Buffer images, int image, int count, int band, float[] memory) {
        for (int i = 0; i < count && !inPlace(); i++) {
            copyFrame(images, image + i, window.rows().position(band, 0), memory, Alignment.FIRST + i * imageStep());
        }
    }

    /// The first column of the frame that lies in the images, and the first that no longer does.
    private int begin() {
        return Math.max(0, window.columns().before());
    }

    private int end() {
        return Math.clamp((long) window.columns().before() + window.columns().input(), begin(), width());
    }

    private int pixel(int image, int row, int column) {
        return ((image * window.rows().input() + row) * window.columns().input() + column) * channels;
    }

    private void copyFrame(Buffer source, int image, int firstRow, float[] memory, int at) {
        int begin = begin();
        int end = end();
        for (int row = 0; row < height(); row++) {
            int to = at + row * rowStep();
            if (!window.rows().inside(firstRow + row)) {
                Arrays.fill(memory, to, to + rowStep(), 0f);
                continue;
            }
            int pixel = source.offset()
                    + pixel(image, firstRow + row, begin - window.columns().before());
            if (planar) {
                copyPlanes(source.array(), pixel, memory, to);
            } else {
                Arrays.fill(memory, to, to + begin * channels, 0f);
                System.arraycopy(source.array(), pixel, memory, to + begin * channels, (end - begin) * channels);
                Arrays.fill(memory, to + end * channels, to + rowStep(), 0f);
            }
        }
    }

    private void copyPlanes(float[] values, int from, float[] memory, int to) {
        int begin = begin();
        int end = end();
        for (int channel = 0; channel < channels; channel++) {
            int plane = to + channel * width();
            Arrays.fill(memory, plane, plane + begin, 0f);
            for (int column = begin; column < end; column++) {
                memory[plane + column] = values[from + (column - begin) * channels + channel];
            }
            Arrays.fill(memory, plane + end, plane + width(), 0f);
        }
    }
}
