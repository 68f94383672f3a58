package nunchi.report;

import java.util.Base64;
import nunchi.picture.Png;
import nunchi.tensor.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Many small pictures as one, a hundred side by side.
final class Sprite {
    private static final int ACROSS = 100;

    private Sprite() {}

    /// Adds `sprite`, a PNG as a data URL, with the `width` and `height` of each picture and how many stand `across`; nothing where rows are no images.
    static void add(ObjectNode values, JsonNode inspection) {
        Picture picture = Picture.of(inspection.path("imageShape"));
        byte[] images = Picture.bytes(inspection.path("images").asString(""));
        int count = picture == null ? 0 : images.length / (picture.rows() * picture.columns() * picture.channels());
        if (count == 0) {
            return;
        }
        Shape shape = Shape.of(Math.ceilDiv(count, ACROSS) * picture.rows(), Math.min(ACROSS, count) * picture.columns(), picture.channels());
        byte[] png = Png.encode(shape, sideBySide(images, picture, count, shape));
        values.put("sprite", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        values.put("width", picture.columns()).put("height", picture.rows()).put("across", Math.min(ACROSS, count));
    }

    private static byte[] sideBySide(byte[] images, Picture picture, int count, Shape shape) {
        byte[] sprite = new byte[shape.size()];
        int line = picture.columns() * picture.channels();
        int width = shape.extent(1) * picture.channels();
        for (int i = 0; i < count * picture.rows(); i++) {
            int image = i / picture.rows();
            int y = image / ACROSS * picture.rows() + i % picture.rows();
            System.arraycopy(images, i * line, sprite, y * width + image % ACROSS * line, line);
        }
        return sprite;
    }
}
