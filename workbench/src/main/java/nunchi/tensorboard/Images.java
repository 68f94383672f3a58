package nunchi.tensorboard;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import nunchi.data.Dataset;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;

/// Examples as the message `Summary.Image` of `summary.proto`.
final class Images {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    private Images() {}

    /// Whether the examples are grey or coloured images.
    static boolean drawable(Dataset data) {
        return data.image().map(Shape::last).filter(channels -> channels == GREY || channels == COLOUR).isPresent();
    }

    static Message of(Dataset data, int row) {
        Shape shape = data.image().orElseThrow();
        return new Message().number(1, shape.extent(0)).number(2, shape.extent(1)).number(3, shape.last()).bytes(4, png(data, row, shape));
    }

    private static byte[] png(Dataset data, int row, Shape shape) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        boolean grey = shape.last() == GREY;
        BufferedImage image = new BufferedImage(shape.extent(1), shape.extent(0), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            int place = grey ? i : i - i % COLOUR + COLOUR - 1 - i % COLOUR;
            pixels[place] = (byte) data.range().brightness(values[i]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory: ImageIO's own stream would write each small image to a temporary file.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
