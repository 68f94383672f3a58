package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
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

    /// Makes the frames of one band of some images ready, by copying them to the memory's beginning where they must be.
    ///
    /// @return where the first begins, in the images or in the memory
    int place(Buffer images, int image, int count, int band, float[] memory) {
        if (inPlace()) {
            return pixel(images, image, window.rows().position(band, 0), 0);
        }
        for (int i = 0; i < count; i++) {
            copy(images, image + i, window.rows().position(band, 0), memory, Alignment.FIRST + i * imageStep());
        }
        return Alignment.FIRST;
    }

    private int pixel(Buffer images, int image, int row, int column) {
        return images.offset()
                + ((image * window.rows().input() + row) * window.columns().input() + column) * channels;
    }

    private void copy(Buffer source, int image, int firstRow, float[] memory, int at) {
        int left = window.columns().before();
        int begin = Math.max(0, left);
        int end = Math.clamp((long) left + window.columns().input(), begin, width());
        for (int row = 0; row < height(); row++) {
            int to = at + row * rowStep();
            if (!window.rows().inside(firstRow + row)) {
                Arrays.fill(memory, to, to + rowStep(), 0f);
                continue;
            }
            int pixel = pixel(source, image, firstRow + row, begin - left);
            if (planar) {
                copyPlanes(source.array(), pixel, memory, to, begin, end);
            } else {
                Arrays.fill(memory, to, to + begin * channels, 0f);
                System.arraycopy(source.array(), pixel, memory, to + begin * channels, (end - begin) * channels);
                Arrays.fill(memory, to + end * channels, to + rowStep(), 0f);
            }
        }
    }

    private void copyPlanes(float[] values, int from, float[] memory, int to, int begin, int end) {
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
