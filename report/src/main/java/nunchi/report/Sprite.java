package nunchi.report;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import nunchi.picture.Png;
import nunchi.record.InspectionRecord;
import nunchi.report.page.Rows;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Many small images as one, a hundred side by side.
final class Sprite {
    private static final int ACROSS = 100;

    private Sprite() {}

    /// Puts what an inspection knows of its rows among the page's drawings: part, numbers, and images where they are
    /// images.
    ///
    /// @return its number there
    static int rows(Chapter chapter, InspectionRecord inspection) {
        List<Long> numbers =
                inspection.rowNumbers().stream().map(Integer::longValue).toList();
        Picture picture = Picture.of(inspection.imageShape());
        Rows.Sheet sheet = picture == null ? null : sheet(picture, Picture.bytes(inspection.images()));
        return chapter.drawings().add(new Rows(Objects.requireNonNullElse(inspection.part(), ""), numbers, sheet));
    }

    /// @return null where there are not images
    static Rows.@Nullable Sheet sheet(Picture picture, byte[] images) {
        int count = images.length / (picture.rows() * picture.columns() * picture.channels());
        if (count == 0) {
            return null;
        }
        Shape shape = Shape.of(
                Math.ceilDiv(count, ACROSS) * picture.rows(),
                Math.min(ACROSS, count) * picture.columns(),
                picture.channels());
        byte[] png = Png.encode(shape, sideBySide(images, picture, count, shape));
        String image = "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        return new Rows.Sheet(image, count, picture.columns(), picture.rows(), Math.min(ACROSS, count));
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
