package nunchi.augment;

/// Samples an image anew along a matrix: the value at pixel (r, c) is that of the image at
///
/// `(r', c') = centre + [a b; d e] · ((r, c) - centre) + (down, right)`, with
/// `centre = ((rows - 1)/2, (columns - 1)/2)`
///
/// between the four pixels around it, by their distances (bilinear). Places beyond the border are filled pixel by
/// pixel, as PyTorch's `grid_sample` does with `align_corners=False`. Whole pixels are met exactly.
///
/// @param a     rows by row
/// @param b     rows by column
/// @param d     columns by row
/// @param e     columns by column
/// @param down  rows added
/// @param right columns added
record Sampler(double a, double b, double d, double e, double down, double right) {

    static Sampler shifted(double down, double right) {
        return new Sampler(1, 0, 0, 1, down, right);
    }

    void apply(Canvas canvas, Fill fill) {
        double middleRow = (canvas.rows() - 1) / 2.0;
        double middleColumn = (canvas.columns() - 1) / 2.0;
        int at = 0;
        for (int row = 0; row < canvas.rows(); row++) {
            double y = row - middleRow;
            for (int column = 0; column < canvas.columns(); column++) {
                double x = column - middleColumn;
                take(canvas, fill, middleRow + a * y + b * x + down, middleColumn + d * y + e * x + right, at);
                at += canvas.channels();
            }
        }
        canvas.turn();
    }

    private static void take(Canvas canvas, Fill fill, double row, double column, int at) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        float below = (float) (row - top);
        float beside = (float) (column - left);
        if (top >= 0 && left >= 0 && top + 1 < canvas.rows() && left + 1 < canvas.columns()) {
            inside(canvas, top * canvas.columns() + left, below, beside, at);
        } else {
            for (int channel = 0; channel < canvas.channels(); channel++) {
                float upper = between(
                        pixel(canvas, fill, top, left, channel), pixel(canvas, fill, top, left + 1, channel), beside);
                float lower = between(
                        pixel(canvas, fill, top + 1, left, channel),
                        pixel(canvas, fill, top + 1, left + 1, channel),
                        beside);
                canvas.twin()[at + channel] = between(upper, lower, below);
            }
        }
    }

    /// Where no border is near.
    private static void inside(Canvas canvas, int corner, float below, float beside, int at) {
        float[] pixels = canvas.pixels();
        float[] twin = canvas.twin();
        int channels = canvas.channels();
        int upper = corner * channels;
        int lower = upper + canvas.columns() * channels;
        for (int channel = 0; channel < channels; channel++, upper++, lower++) {
            twin[at + channel] = between(
                    between(pixels[upper], pixels[upper + channels], beside),
                    between(pixels[lower], pixels[lower + channels], beside),
                    below);
        }
    }

    /// Exact at both ends, and never beyond them.
    private static float between(float first, float second, float share) {
        return first * (1 - share) + second * share;
    }

    private static float pixel(Canvas canvas, Fill fill, int row, int column, int channel) {
        int nearRow = Math.clamp(row, 0, canvas.rows() - 1);
        int nearColumn = Math.clamp(column, 0, canvas.columns() - 1);
        boolean beyond = row != nearRow || column != nearColumn;
        return beyond && fill == Fill.CONSTANT
                ? canvas.range().minimum()
                : canvas.pixels()[(nearRow * canvas.columns() + nearColumn) * canvas.channels() + channel];
    }
}
