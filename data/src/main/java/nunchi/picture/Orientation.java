package nunchi.picture;

/// How a camera was held: EXIF's tag 274.
///
/// | code | to see it upright |
/// |---|---|
/// | 1 | nothing |
/// | 2, 4 | mirror left to right, top to bottom |
/// | 3 | turn by 180° |
/// | 5, 7 | mirror at the main, the other diagonal |
/// | 6, 8 | turn by 90° clockwise, counterclockwise |
record Orientation(int code) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int MOST = 8;

    /// As the file says; upright where it says nothing, or nothing sensible.
    static Orientation of(PictureFormat format, byte[] content) {
        int code = Exif.orientation(format, content);
        return code >= 1 && code <= MOST ? new Orientation(code) : UPRIGHT;
    }

    Picture apply(Picture stored) {
        if (code == 1) {
            return stored;
        }
        boolean transposed = code > 4;
        int rows = transposed ? stored.columns() : stored.rows();
        int columns = transposed ? stored.rows() : stored.columns();
        int channels = stored.channels();
        byte[] from = stored.shared();
        byte[] turned = new byte[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int pixel = source(stored, transposed ? column : row, transposed ? row : column);
                System.arraycopy(from, pixel * channels, turned, (row * columns + column) * channels, channels);
            }
        }
        return stored.changed(rows, columns, turned, "turned by its EXIF orientation %d".formatted(code));
    }

    private int source(Picture stored, int row, int column) {
        boolean fromBelow = code == 3 || code == 4 || code == 6 || code == 7;
        boolean fromRight = code == 2 || code == 3 || code == 7 || code == 8;
        int storedRow = fromBelow ? stored.rows() - 1 - row : row;
        int storedColumn = fromRight ? stored.columns() - 1 - column : column;
        return storedRow * stored.columns() + storedColumn;
    }
}
