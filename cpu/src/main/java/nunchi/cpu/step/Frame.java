package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.Shape;

/// What windows see of images `[batch, height, width, channels]`: a box of rows and columns that may reach beyond the images, where it is 0.
/// Where it does not reach beyond, the images are read as they lie; else a task copies what it needs into its workspace.
///
/// @param images their shape
/// @param top    rows of the frame above the images; negative where the frame begins below the first row
/// @param left   columns of the frame before the images
/// @param height of the frame
/// @param width  of the frame
record Frame(Shape images, int top, int left, int height, int width) {

    boolean inPlace() {
        return top == 0 && left == 0 && height <= images.extent(1) && width <= images.extent(2);
    }

    int channels() {
        return images.last();
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
        float[] values = source.array();
        int rowValues = images.extent(2) * channels();
        int cut = Math.max(0, -left) * channels();
        int before = Math.max(0, left) * channels();
        int kept = Math.max(0, Math.min(rowValues - cut, width * channels() - before));
        for (int row = 0; row < rows; row++) {
            int from = firstRow + row - top;
            int to = at + row * rowStep();
            if (from < 0 || from >= images.extent(1) || kept == 0) {
                Arrays.fill(memory, to, to + rowStep(), 0f);
            } else {
                Arrays.fill(memory, to, to + before, 0f);
                System.arraycopy(values, first(source, image) + from * rowValues + cut, memory, to + before, kept);
                Arrays.fill(memory, to + before + kept, to + rowStep(), 0f);
            }
        }
    }
}
