package nunchi.data;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Pictures that a test writes into a folder.
final class WrittenPictures {
    private WrittenPictures() {}

    static int[] first(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return new int[] {(int) values[0], (int) values[1], (int) values[2]};
    }

    static void colour(Path folder, String name, int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, width * height).forEach(i -> image.setRGB(i % width, i / width, colour.getRGB()));
        write(folder, name, encoded("png", image));
    }

    /// Of grey 77, stored as grey.
    static void grey(Path folder, String name, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, width * height).forEach(i -> image.getRaster().setSample(i % width, i / width, 0, 77));
        write(folder, name, encoded("png", image));
    }

    static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, width * height).forEach(i -> image.setRGB(i % width, i / width, i * 54321));
        return encoded(format, image);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void write(Path folder, String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
