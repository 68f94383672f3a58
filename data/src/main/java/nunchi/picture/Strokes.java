package nunchi.picture;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Makes an example of the kind that MNIST has out of an image of a drawn or photographed digit: white strokes on
/// black.
///
/// 1. The ground is a plane fitted to what is no ink, which takes uneven light away; ink is how far a pixel is from it,
///    whether dark on light or light on dark ([Ground]). Where this finds strokes at the image's border, or several
///    drawings, the image is taken for a photograph: the ground is what [Paper] says, the lines of ruled paper are
///    taken out ([Ruling]), and what is no drawing is left out.
/// 2. Strokes are the connected ink with a pixel above Otsu's threshold (N. Otsu 1979), without specks of less than 2 %
///    of the largest ([Blobs]). Ink as strong as nine tenths of the strokes' pixels are at most becomes white.
/// 3. Strokes thinner than 0.075 of their box's longer side are made 0.11 of it: a fine pen's would fade when they are
///    made small.
/// 4. As MNIST's authors did (LeCun, Bottou, Bengio, Haffner 1998), the box of the strokes is scaled, by area and in
///    its proportions, so that its longer side has 20 of 28 pixels, and put where its centre of mass comes next to
///    pixel (14, 14).
///
/// Examples of at most 16 rows are made as UCI's 8 x 8 digits were: the box is scaled to 32 rows and 20 columns within
/// 32 x 32 (Garris et al., NISTIR 5469), though not widened more than twice, and black-and-white pixels are counted in
/// blocks of 4 x 4.
final class Strokes {
    private static final int MOST_SIDE = 400;
    private static final double MNIST_INNER = 20.0 / 28;
    private static final int SMALL = 16;
    private static final int BLOCK = 4;
    private static final double NIST_WIDTH = 20.0 / 32;
    private static final double MOST_WIDENING = 2;
    private static final double THIN = 0.075;
    private static final double FIRM = 0.11;
    /// Pixels of the longer side from which on an image may be a photograph.
    private static final int PHOTOGRAPH = 64;
    /// Of the image's sides: a larger thing is rather light or shadow.
    private static final double MOST_FILLED = 0.6;
    /// Of the longer side: what is wider is no stroke.
    private static final double WIDE = 0.3;
    /// Of brightness.
    private static final float FAINT = 40;

    private Strokes() {}

    static Picture fit(Picture picture, int rows, int columns) {
        Picture grey = smaller(picture.withChannels(1));
        Blobs.Found found = found(grey);
        if (found == null) {
            return picture.changed(rows, columns, new byte[rows * columns], "no strokes found");
        }
        Ink strokes = found.ink();
        double width = strokes.strokeWidth() / strokes.side();
        Ink firm = width < THIN ? strokes.thicker((FIRM - width) * strokes.side() / 2) : strokes;
        byte[] example = rows <= SMALL ? blocks(firm.picture(), rows, columns) : centred(firm.picture(), rows, columns);
        return picture.changed(
                        rows,
                        columns,
                        example,
                        "%s strokes of %d rows x %d columns found%s, scaled and centred in %d x %d"
                                .formatted(
                                        strokes.dark() ? "dark" : "light",
                                        strokes.rows(),
                                        strokes.columns(),
                                        firm == strokes ? "" : ", thickened",
                                        rows,
                                        columns))
                .warned(warnings(found));
    }

    /// On a ground that is a plane, or else on paper as photographs have it.
    private static Blobs.@Nullable Found found(Picture grey) {
        Blobs.Found plain = Blobs.strokes(Ground.ink(grey), false);
        if (plain == null || Math.max(grey.rows(), grey.columns()) < PHOTOGRAPH) {
            return plain;
        }
        Paper paper = new Paper(grey);
        boolean doubtful = plain.atEdge()
                || plain.apart()
                || fills(plain.ink(), grey)
                || plain.ink().dark() != paper.isDark()
                || plain.ink().strokeWidth() > WIDE * plain.ink().side();
        return doubtful ? Blobs.strokes(Ruling.erased(paper.ink()), true) : plain;
    }

    private static boolean fills(Ink strokes, Picture grey) {
        return strokes.rows() > MOST_FILLED * grey.rows() && strokes.columns() > MOST_FILLED * grey.columns();
    }

    private static List<String> warnings(Blobs.Found found) {
        List<String> warnings = new ArrayList<>();
        if (found.atEdge()) {
            warnings.add("the strokes touch the image's edge, so that some of the drawing may be missing");
        }
        if (found.apart()) {
            warnings.add("there is more than one drawing; give an image of each");
        }
        if (found.white() < FAINT) {
            warnings.add("the strokes are faint");
        }
        if (found.ink().strokeWidth() > WIDE * found.ink().side()) {
            warnings.add("what was found is too wide for a stroke");
        }
        return warnings;
    }

    /// Without the rest of a large photograph's pixels: 400 are many times what becomes of them.
    private static Picture smaller(Picture grey) {
        int side = Math.max(grey.rows(), grey.columns());
        if (side <= MOST_SIDE) {
            return grey;
        }
        int rows = Math.max(1, Math.round((float) grey.rows() * MOST_SIDE / side));
        int columns = Math.max(1, Math.round((float) grey.columns() * MOST_SIDE / side));
        return scaled(grey, rows, columns);
    }

    private static Picture scaled(Picture picture, int rows, int columns) {
        byte[] samples = Resampling.apply(
                picture, Resampling.byArea(picture.rows(), rows), Resampling.byArea(picture.columns(), columns));
        return Picture.of(rows, columns, 1, samples);
    }

    private static byte[] centred(Picture box, int rows, int columns) {
        double factor = Math.min(rows, columns) * MNIST_INNER / Math.max(box.rows(), box.columns());
        Picture small = scaled(box, extent(factor * box.rows()), extent(factor * box.columns()));
        double mass = 0;
        double down = 0;
        double right = 0;
        for (int row = 0; row < small.rows(); row++) {
            for (int column = 0; column < small.columns(); column++) {
                int value = small.sample(row, column, 0);
                mass += value;
                down += value * row;
                right += value * column;
            }
        }
        int top = Math.clamp(Math.round(rows / 2 - down / mass), 0, rows - small.rows());
        int left = Math.clamp(Math.round(columns / 2 - right / mass), 0, columns - small.columns());
        return placed(small, top, left, rows, columns);
    }

    private static int extent(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }

    private static byte[] placed(Picture inner, int top, int left, int rows, int columns) {
        byte[] outer = new byte[rows * columns];
        for (int row = 0; row < inner.rows(); row++) {
            System.arraycopy(
                    inner.shared(), row * inner.columns(), outer, (top + row) * columns + left, inner.columns());
        }
        return outer;
    }

    private static byte[] blocks(Picture box, int rows, int columns) {
        int tall = BLOCK * rows;
        int wide = BLOCK * columns;
        int width = Math.min(extent(NIST_WIDTH * wide), extent(MOST_WIDENING * box.columns() * tall / box.rows()));
        byte[] bitmap = placed(scaled(box, tall, width), 0, (wide - width) / 2, tall, wide);
        byte[] counts = new byte[rows * columns];
        for (int i = 0; i < counts.length; i++) {
            int count = 0;
            for (int k = 0; k < BLOCK * BLOCK; k++) {
                count += (bitmap[(i / columns * BLOCK + k / BLOCK) * wide + i % columns * BLOCK + k % BLOCK] & 0xff)
                                > Picture.MOST / 2
                        ? 1
                        : 0;
            }
            counts[i] = (byte) Math.round((float) count * Picture.MOST / (BLOCK * BLOCK));
        }
        return counts;
    }

    /// @throws nunchi.check.InvalidRequestException where examples are no grey images
    static void requireGrey(int channels) {
        Check.require(
                channels == 1,
                "strokes are grey, but these examples have %d channels; fit by stretch, crop or pad"
                        .formatted(channels));
    }
}
