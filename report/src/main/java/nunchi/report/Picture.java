package nunchi.report;

import java.util.Base64;
import java.util.List;
import nunchi.picture.Png;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Small images of a data set, from base64 bytes (row-major, channels last) to PNG within the page.
///
/// @param channels 1 (grey) or 3 (red, green, blue)
record Picture(int rows, int columns, int channels) {
    /// Rows or columns: larger images would make a page of many megabytes, and are not seen larger on it.
    private static final int LARGEST = 160;

    /// @param shape `[rows, columns, channels]`, channels left out for grey
    /// @return null where examples are not images
    static @Nullable Picture of(@Nullable List<Integer> shape) {
        if (shape == null || shape.size() < 2 || shape.size() > 3) {
            return null;
        }
        Picture picture = new Picture(shape.get(0), shape.get(1), shape.size() == 3 ? shape.get(2) : 1);
        boolean drawable = drawable(picture.rows, picture.columns) && (picture.channels == 1 || picture.channels == 3);
        return drawable ? picture : null;
    }

    /// Not so narrow that nothing is left when it is made small.
    private static boolean drawable(int rows, int columns) {
        int step = Math.ceilDiv(Math.max(rows, columns), LARGEST);
        return rows > 0 && columns > 0 && rows / step > 0 && columns / step > 0;
    }

    /// An image with its own shape; nothing where there is none.
    static Html html(@Nullable DrawnRecord drawn, String instead) {
        Picture picture = drawn == null ? null : of(drawn.imageShape());
        return drawn == null || picture == null ? Html.NOTHING : picture.html(drawn.image(), instead);
    }

    /// Larger images than are seen on a page are made smaller.
    ///
    /// @param base64 null where there are none
    /// @return nothing where the bytes are missing or not as many as the shape says
    Html html(@Nullable String base64, String instead) {
        return html(bytes(base64), instead);
    }

    /// The same of the bytes themselves.
    Html html(byte[] bytes, String instead) {
        if (bytes.length != rows * columns * channels) {
            return Html.NOTHING;
        }
        int step = Math.ceilDiv(Math.max(rows, columns), LARGEST);
        return step == 1
                ? image(bytes, instead)
                : new Picture(rows / step, columns / step, channels).image(shrunk(bytes, step), instead);
    }

    /// Means of squares of pixels; what is left over at the right and at the bottom is cut off.
    private byte[] shrunk(byte[] bytes, int step) {
        byte[] small = new byte[rows / step * (columns / step) * channels];
        for (int i = 0; i < small.length; i++) {
            int pixel = i / channels;
            int row = pixel / (columns / step) * step;
            int column = pixel % (columns / step) * step;
            int sum = 0;
            for (int inner = 0; inner < step * step; inner++) {
                sum += bytes[((row + inner / step) * columns + column + inner % step) * channels + i % channels] & 0xff;
            }
            small[i] = (byte) ((sum + step * step / 2) / (step * step));
        }
        return small;
    }

    /// As large as it is.
    Html image(byte[] bytes, String instead) {
        String source = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Png.encode(Shape.of(rows, columns, channels), bytes));
        Attributes size = Attributes.of("width", Integer.toString(columns), "height", Integer.toString(rows));
        return Html.single("img", size.and("src", source).and("alt", instead));
    }

    /// None where the text is no base64, or null.
    static byte[] bytes(@Nullable String base64) {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
