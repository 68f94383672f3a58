package nunchi.run;

import java.util.Base64;
import nunchi.data.Dataset;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The images of many rows in JSON, made smaller where they would be too much for a page.
record Thumbnails(Shape shape, String base64) {
    /// So that a page with 10,000 of them stays below 15 MB: photographs in colour hardly compress, drawings in grey
    /// do.
    private static final int MOST_GREY = 8_000_000;
    private static final int MOST_COLOUR = 6_200_000;

    /// Adds `imageShape` (rows, columns, channels of each) and `images`, their brightnesses 0 … 255 one image after
    /// the other in base64, where examples can be drawn.
    /// @return null where examples are not images
    static @Nullable Thumbnails of(Dataset data) {
        return data.image()
                .map(shape -> {
                    int factor = factor(shape, data.size());
                    Shape small = Shape.of(shape.extent(0) / factor, shape.extent(1) / factor, shape.extent(2));
                    return new Thumbnails(
                            small, Base64.getEncoder().encodeToString(pictures(data, shape, small, factor)));
                })
                .orElse(null);
    }

    private static int factor(Shape shape, int rows) {
        int most = shape.extent(2) == 1 ? MOST_GREY : MOST_COLOUR;
        int factor = 1;
        while ((long) rows * (shape.extent(0) / factor) * (shape.extent(1) / factor) * shape.extent(2) > most
                && Math.min(shape.extent(0), shape.extent(1)) > factor) {
            factor++;
        }
        return factor;
    }

    private static byte[] pictures(Dataset data, Shape shape, Shape small, int factor) {
        byte[] all = new byte[Math.multiplyExact(data.size(), small.size())];
        float[] values = new float[data.example().size()];
        for (int row = 0; row < data.size(); row++) {
            data.example(row, values, 0);
            byte[] whole = data.range().brightnesses(values);
            for (int i = 0; i < small.size(); i++) {
                all[row * small.size() + i] = (byte) mean(
                        whole,
                        shape,
                        i / shape.extent(2) / small.extent(1) * factor,
                        new Block(i / shape.extent(2) % small.extent(1) * factor, i % shape.extent(2), factor));
            }
        }
        return all;
    }

    private static int mean(byte[] whole, Shape shape, int top, Block block) {
        int sum = 0;
        for (int y = top; y < top + block.size; y++) {
            for (int x = block.left; x < block.left + block.size; x++) {
                sum += whole[(y * shape.extent(1) + x) * shape.extent(2) + block.channel] & 0xff;
            }
        }
        return sum / (block.size * block.size);
    }

    private record Block(int left, int channel, int size) {}
}
