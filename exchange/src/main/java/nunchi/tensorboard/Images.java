package nunchi.tensorboard;

import nunchi.data.Dataset;
import nunchi.picture.Png;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;

/// Examples as the message `Summary.Image` of `summary.proto`.
final class Images {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    private Images() {}

    /// Whether the examples are grey or coloured images.
    static boolean drawable(Dataset data) {
        return data.image()
                .map(Shape::last)
                .filter(channels -> channels == GREY || channels == COLOUR)
                .isPresent();
    }

    static Message of(Dataset data, int row) {
        Shape shape = data.image().orElseThrow();
        return new Message()
                .number(1, shape.extent(0))
                .number(2, shape.extent(1))
                .number(3, shape.last())
                .bytes(4, png(data, row, shape));
    }

    private static byte[] png(Dataset data, int row, Shape shape) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return Png.encode(shape, data.range().brightnesses(values));
    }
}
