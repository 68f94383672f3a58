package nunchi.report;

import java.util.Base64;
import nunchi.picture.Png;
import nunchi.tensor.Shape;
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
        String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(Shape.of(rows, columns, channels), bytes));
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
}
