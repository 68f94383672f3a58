package nunchi.picture;

/// The brightness of paper under uneven light: for dark strokes the grey-scale closing of the image (the least of the
/// largest values around), which follows shadows and their edges and fills what is narrower than its square; for light
/// strokes the opening (J. Serra: *Image Analysis and Mathematical Morphology*, 1982). Ink is the fraction of the light
/// that is missing, `255·(1 - grey/paper)`, so that a stroke in the shadow counts as much as one in the light.
final class Paper {
    /// Of the longer side: more than half of any stroke's width.
    private static final int RADIUS_SHARE = 10;
    /// Of the strongest contrast: more than light and shadow have.
    private static final float STRONG = 0.5f;

    private final int rows;
    private final int columns;
    private final int radius;
    private final float[] grey;
    /// Of the square around each pixel.
    private final float[] largest;
    private final float[] least;

    Paper(Picture picture) {
        this.rows = picture.rows();
        this.columns = picture.columns();
        this.radius = Math.max(2, Math.max(rows, columns) / RADIUS_SHARE);
        this.grey = smoothed(picture);
        this.largest = spread(grey, 1);
        this.least = spread(grey, -1);
    }

    Ink ink() {
        boolean dark = isDark();
        float[] light = dark ? spread(largest, -1) : spread(least, 1);
        float[] ink = new float[grey.length];
        for (int i = 0; i < ink.length; i++) {
            double share = dark
                    ? 1 - grey[i] / Math.max(1, light[i])
                    : 1 - (Picture.MOST - grey[i]) / Math.max(1, Picture.MOST - light[i]);
            ink[i] = (float) Math.max(0, Picture.MOST * share);
        }
        return new Ink(rows, columns, ink, dark);
    }

    /// Whether strokes are darker than their paper: where the contrast within a square is strong, paper is what covers
    /// more of it.
    boolean isDark() {
        float most = 0;
        for (int i = 0; i < grey.length; i++) {
            most = Math.max(most, largest[i] - least[i]);
        }
        int light = 0;
        for (int i = 0; i < grey.length; i++) {
            float contrast = largest[i] - least[i];
            light += contrast < STRONG * most ? 0 : grey[i] - least[i] >= contrast / 2 ? 1 : -1;
        }
        return light >= 0;
    }

    /// Means of 3 x 3 pixels, which leave less noise for the largest values to pick.
    private static float[] smoothed(Picture picture) {
        float[] means = new float[picture.rows() * picture.columns()];
        for (int i = 0; i < means.length; i++) {
            int sum = 0;
            for (int k = 0; k < 9; k++) {
                int row = Math.clamp(i / picture.columns() + k / 3 - 1, 0, picture.rows() - 1);
                sum += picture.sample(row, Math.clamp(i % picture.columns() + k % 3 - 1, 0, picture.columns() - 1), 0);
            }
            means[i] = sum / 9f;
        }
        return means;
    }

    /// The largest (or with sign -1 least) value of the square around each pixel.
    private float[] spread(float[] values, int sign) {
        return along(along(values, sign, columns, 1, rows), sign, rows, columns, columns);
    }

    /// Along lines of so many pixels, a step apart.
    private float[] along(float[] values, int sign, int length, int step, int lines) {
        float[] result = new float[values.length];
        int next = step == 1 ? columns : 1;
        for (int line = 0; line < lines; line++) {
            for (int at = 0; at < length; at++) {
                float most = Float.NEGATIVE_INFINITY;
                for (int near = Math.max(0, at - radius); near <= Math.min(length - 1, at + radius); near++) {
                    most = Math.max(most, sign * values[line * next + near * step]);
                }
                result[line * next + at * step] = sign * most;
            }
        }
        return result;
    }
}
