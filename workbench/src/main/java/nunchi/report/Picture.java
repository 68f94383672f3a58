package nunchi.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import tools.jackson.databind.JsonNode;

/// Small images of a data set, from base64 bytes (row-major, channels last) to PNG within the page.
///
/// @param channels 1 (grey) or 3 (red, green, blue)
record Picture(int rows, int columns, int channels) {

    /// @param shape `[rows, columns, channels]`, channels left out for grey
    /// @return null where examples are no images
    static Picture of(JsonNode shape) {
        if (!shape.isArray() || shape.size() < 2 || shape.size() > 3) {
            return null;
        }
        Picture picture = new Picture(shape.get(0).asInt(0), shape.get(1).asInt(0), shape.size() == 3 ? shape.get(2).asInt(0) : 1);
        boolean drawable = picture.rows > 0 && picture.columns > 0 && (picture.channels == 1 || picture.channels == 3);
        return drawable ? picture : null;
    }

    /// @return nothing where the bytes are missing or not as many as the shape says
    Html html(JsonNode base64, String instead) {
        byte[] bytes = bytes(base64.asString(""));
        if (bytes.length != rows * columns * channels) {
            return Html.NOTHING;
        }
        String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(png(bytes));
        Attributes size = Attributes.of("width", Integer.toString(columns), "height", Integer.toString(rows));
        return Html.single("img", size.and("src", source).and("alt", instead));
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] png(byte[] bytes) {
        BufferedImage image = new BufferedImage(columns, rows, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                paint(image, bytes, row, column);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // In memory: ImageIO's own stream would write each small image to a temporary file.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// Grey goes into the raster as it is: a grey `setRGB` would bend it by the colour space's gamma.
    private void paint(BufferedImage image, byte[] bytes, int row, int column) {
        int pixel = (row * columns + column) * channels;
        for (int channel = 0; channel < channels; channel++) {
            image.getRaster().setSample(column, row, channel, bytes[pixel + channel] & 0xff);
        }
    }
}
