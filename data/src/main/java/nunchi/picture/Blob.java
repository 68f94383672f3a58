package nunchi.picture;

/// Connected ink, measured pixel by pixel.
final class Blob {
    private static final double MUCH_OF_A_SIDE = 0.4;

    double mass;
    float peak;
    /// Pixels at the image's top, bottom, left and right.
    final int[] borders = new int[4];
    private int top = Integer.MAX_VALUE;
    private int bottom = -1;
    private int left = Integer.MAX_VALUE;
    private int right = -1;

    void add(float value, int row, int column, Ink ink) {
        mass += value;
        peak = Math.max(peak, value);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row);
        left = Math.min(left, column);
        right = Math.max(right, column);
        borders[0] += row == 0 ? 1 : 0;
        borders[1] += row == ink.rows() - 1 ? 1 : 0;
        borders[2] += column == 0 ? 1 : 0;
        borders[3] += column == ink.columns() - 1 ? 1 : 0;
    }

    boolean isAlongASide(Ink ink) {
        return Math.max(borders[0], borders[1]) > MUCH_OF_A_SIDE * ink.columns()
                || Math.max(borders[2], borders[3]) > MUCH_OF_A_SIDE * ink.rows();
    }

    int side() {
        return Math.max(bottom - top, right - left) + 1;
    }

    /// Between the boxes, in pixels; 0 where they meet.
    int gap(Blob other) {
        int down = Math.max(other.top - bottom, top - other.bottom);
        return Math.max(0, Math.max(down, Math.max(other.left - right, left - other.right)));
    }
}
