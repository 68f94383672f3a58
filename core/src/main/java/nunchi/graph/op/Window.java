package nunchi.graph.op;

import nunchi.check.Check;
import nunchi.tensor.Shape;

/// How a window slides over the rows and the columns of images `[batch, height, width, channels]`. Everything that asks
/// which pixels an output reads, or which outputs read a pixel, asks here.
public record Window(WindowAxis rows, WindowAxis columns) {
    /// The same along both axes of the images, without padding or dilation.
    public static Window of(int kernel, int stride, Shape images) {
        return new Window(
                new WindowAxis(kernel, stride, images.extent(1)), new WindowAxis(kernel, stride, images.extent(2)));
    }

    /// The window whose outputs are boxes of these outputs, and which reads all that such a box reads.
    public Window grouped(int down, int across) {
        return new Window(rows.grouped(down), columns.grouped(across));
    }

    /// The taps along both axes.
    public int taps() {
        return Shape.extent("places under a window", (long) rows.kernel() * columns.kernel());
    }

    /// The shape of the images under the window.
    public Shape images(int batch, int channels) {
        return Shape.of(batch, rows.input(), columns.input(), channels);
    }

    /// The shape of one value per output and channel.
    ///
    /// @throws nunchi.check.InvalidRequestException where the padded images are smaller than the window
    public Shape outputs(int batch, int channels) {
        return Shape.of(batch, rows.requireOutput("rows"), columns.requireOutput("columns"), channels);
    }

    /// Refuses images that are none, or not of the window's input.
    void requireInput(Shape images) {
        requireImages(images);
        Check.require(
                images.extent(1) == rows.input() && images.extent(2) == columns.input(),
                "a window over %d x %d got images %s".formatted(rows.input(), columns.input(), images));
    }

    static void requireImages(Shape shape) {
        Check.require(shape.rank() == 4, "takes images [batch, height, width, channels], but got " + shape);
    }

    /// Refuses `outputs` of another shape than the window makes.
    void requireOutputs(Shape outputs) {
        requireImages(outputs);
        Shape expected = outputs(outputs.extent(0), outputs.extent(3));
        Check.require(
                outputs.equals(expected),
                "a window over %d x %d makes steps %s, but got %s"
                        .formatted(rows.input(), columns.input(), expected, outputs));
    }
}
