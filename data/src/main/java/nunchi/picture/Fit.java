package nunchi.picture;

import java.util.Arrays;
import java.util.Locale;
import nunchi.check.Check;

/// How an image of any size becomes one of a given size. All are antialiased and bilinear, as Pillow's
/// `resize(…, BILINEAR)`: each new pixel is a mean of the old ones under a triangle that reaches as far as a new pixel
/// is wide.
public enum Fit {
    /// Rows and columns each by their own factor: nothing is lost, proportions change.
    STRETCH,
    /// The largest part in the middle that has the new proportions; what stands beside it is lost (Pillow's
    /// `ImageOps.fit`).
    CROP,
    /// All of it in its own proportions, in the middle of a black ground (Pillow's `ImageOps.pad`).
    PAD,
    /// For drawn digits and letters: the strokes are found, made white on black, and scaled and centred as MNIST's are;
    /// grey alone.
    STROKES;

    private static final double HALF = 0.5;

    /// As it is written in files: `crop`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// By its name in any case.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name
    public static Fit named(String name) {
        return Arrays.stream(values())
                .filter(fit -> fit.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "way to fit images",
                        name,
                        Arrays.stream(values()).map(Fit::toString).toList()));
    }

    Picture apply(Picture picture, int rows, int columns) {
        if (this != STROKES && picture.rows() == rows && picture.columns() == columns) {
            return picture;
        }
        return switch (this) {
            case STRETCH -> stretch(picture, rows, columns);
            case CROP -> crop(picture, rows, columns);
            case PAD -> pad(picture, rows, columns);
            case STROKES -> Strokes.fit(picture, rows, columns);
        };
    }

    private static Picture stretch(Picture picture, int rows, int columns) {
        Resampling vertical = Resampling.of(picture.rows(), rows);
        Resampling horizontal = Resampling.of(picture.columns(), columns);
        byte[] samples = Resampling.apply(picture, vertical, horizontal);
        return picture.changed(
                rows,
                columns,
                samples,
                "resized from %d rows x %d columns to %d x %d"
                        .formatted(picture.rows(), picture.columns(), rows, columns));
    }

    private static Picture crop(Picture picture, int rows, int columns) {
        double wanted = (double) columns / rows;
        double keptRows = Math.min(picture.rows(), picture.columns() / wanted);
        double keptColumns = Math.min(picture.columns(), picture.rows() * wanted);
        Resampling vertical = Resampling.of(picture.rows(), (picture.rows() - keptRows) * HALF, keptRows, rows);
        Resampling horizontal =
                Resampling.of(picture.columns(), (picture.columns() - keptColumns) * HALF, keptColumns, columns);
        byte[] samples = Resampling.apply(picture, vertical, horizontal);
        return picture.changed(
                rows,
                columns,
                samples,
                "the middle %d x %d of %d rows x %d columns resized to %d x %d"
                        .formatted(
                                Math.round(keptRows),
                                Math.round(keptColumns),
                                picture.rows(),
                                picture.columns(),
                                rows,
                                columns));
    }

    private static Picture pad(Picture picture, int rows, int columns) {
        double factor = Math.min((double) rows / picture.rows(), (double) columns / picture.columns());
        int innerRows = Math.clamp(Math.round(factor * picture.rows()), 1, rows);
        int innerColumns = Math.clamp(Math.round(factor * picture.columns()), 1, columns);
        byte[] inner = Resampling.apply(
                picture, Resampling.of(picture.rows(), innerRows), Resampling.of(picture.columns(), innerColumns));
        int channels = picture.channels();
        byte[] padded = new byte[rows * columns * channels];
        int top = (rows - innerRows) / 2;
        int left = (columns - innerColumns) / 2;
        for (int row = 0; row < innerRows; row++) {
            System.arraycopy(
                    inner,
                    row * innerColumns * channels,
                    padded,
                    ((top + row) * columns + left) * channels,
                    innerColumns * channels);
        }
        return picture.changed(
                rows,
                columns,
                padded,
                "resized from %d rows x %d columns to %d x %d, on black of %d x %d"
                        .formatted(picture.rows(), picture.columns(), innerRows, innerColumns, rows, columns));
    }
}
