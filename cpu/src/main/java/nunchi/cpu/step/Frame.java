package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.Shape;

/// What windows see of images `[batch, height, width, channels]`: a box of rows and columns that may reach beyond the
/// images, where it is 0. Where it does not reach beyond, the images are read as they lie; else a task copies what it
/// needs into its workspace. Rows of few channels are copied a channel at a time, so that neighbouring windows see
/// neighbouring values.
///
/// @param images their shape
/// @param top    rows of the frame above the images; negative where the frame begins below the first row
/// @param left   columns of the frame before the images
/// @param height of the frame
/// @param width  of the frame
/// @param planar whether the channels of a row lie one after the other, rather than those of a pixel
record Frame(Shape images, int top, int left, int height, int width, boolean planar) {

    boolean inPlace() {
        return !planar && top == 0 && left == 0 && height <= images.extent(1) && width <= images.extent(2);
    }

    int channels() {
        return images.last();
    }

    /// From one channel of a pixel to the next, in floats.
    int channelStep() {
        return planar ? width : 1;
    }

    /// From one pixel of a row to the next, in floats.
    int columnStep() {
        return planar ? 1 : channels();
    }

    /// From one row of the frame to the next, in floats.
    int rowStep() {
        return (inPlace() ? images.extent(2) : width) * channels();
    }

    /// From one image to the next, in floats.
    int imageStep() {
        return (inPlace() ? images.extent(1) : height) * rowStep();
    }

    /// The floats of workspace that a copy of some images takes.
    int workspace(int count) {
        return inPlace() ? 0 : count * imageStep();
    }

    /// Where an image begins in the buffer.
    int first(Buffer source, int image) {
        return source.offset() + image * images.size() / images.extent(0);
    }

    /// Copies some rows of the frame of one image.
    void copy(Buffer source, int image, int firstRow, int rows, float[] memory, int at) {
        int begin = Math.max(0, left);
        int end = Math.clamp((long) left + images.extent(2), begin, width);
        for (int row = 0; row < rows; row++) {
            int from = firstRow + row - top;
            int to = at + row * rowStep();
            if (from < 0 || from >= images.extent(1)) {
                Arrays.fill(memory, to, to + rowStep(), 0f);
                continue;
            }
            int pixel = first(source, image) + (from * images.extent(2) + begin - left) * channels();
            if (planar) {
                copyPlanes(source.array(), pixel, memory, to, begin, end);
            } else {
                Arrays.fill(memory, to, to + begin * channels(), 0f);
                System.arraycopy(source.array(), pixel, memory, to + begin * channels(), (end - begin) * channels());
                Arrays.fill(memory, to + end * channels(), to + rowStep(), 0f);
            }
        }
    }

    private void copyPlanes(float[] values, int from, float[] memory, int to, int begin, int end) {
        int channels = channels();
        for (int channel = 0; channel < channels; channel++) {
            int plane = to + channel * width;
            Arrays.fill(memory, plane, plane + begin, 0f);
            for (int column = begin; column < end; column++) {
                memory[plane + column] = values[from + (column - begin) * channels + channel];
            }
            Arrays.fill(memory, plane + end, plane + width, 0f);
        }
    }
}
