package nunchi.report;

import java.util.Base64;
import nunchi.picture.Png;
import nunchi.tensor.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Many small pictures as one, a hundred side by side.
final class Sprite {
    private static final int ACROSS = 100;

    private Sprite() {}

    /// Puts what an inspection knows of its rows among the page's data: part, numbers, and pictures where they are images.
    ///
    /// @return its number there
    static int rows(Chapter chapter, JsonNode inspection) {
        ObjectNode rows = JsonNodeFactory.instance.objectNode().put("kind", "rows").put("part", inspection.path("part").asString(""));
        rows.set("numbers", inspection.path("rowNumbers").isArray() ? inspection.path("rowNumbers") : JsonNodeFactory.instance.arrayNode());
        Picture picture = Picture.of(inspection.path("imageShape"));
        if (picture != null) {
            add(rows, picture, Picture.bytes(inspection.path("images").asString("")));
        }
        return chapter.add(rows);
    }

    /// Adds `sprite`, a PNG as a data URL, the `count` of pictures on it, the `width` and `height` of each, and how many stand `across`; nothing where there are none.
    static void add(ObjectNode rows, Picture picture, byte[] images) {
        int count = images.length / (picture.rows() * picture.columns() * picture.channels());
        if (count == 0) {
            return;
        }
        Shape shape = Shape.of(Math.ceilDiv(count, ACROSS) * picture.rows(), Math.min(ACROSS, count) * picture.columns(), picture.channels());
        byte[] png = Png.encode(shape, sideBySide(images, picture, count, shape));
        rows.put("count", count).put("width", picture.columns()).put("height", picture.rows()).put("across", Math.min(ACROSS, count));
        rows.put("sprite", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
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
