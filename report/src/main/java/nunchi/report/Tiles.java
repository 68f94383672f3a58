package nunchi.report;

import java.util.Arrays;

/// Small images beside and below one another as one, each pixel enlarged to a square, a line between them.
///
/// @param rows     of each
/// @param columns  of each
/// @param channels 1 or 3
/// @param across   how many stand beside one another
/// @param scale    the side of a pixel's square
/// @param line     brightness of the lines
record Tiles(int rows, int columns, int channels, int across, int scale, int line) {

    /// With pixels so large that an image has about this many rows, and at least one for each pixel.
    static Tiles about(int side, Picture each, int across, int line) {
        return new Tiles(
                each.rows(),
                each.columns(),
                each.channels(),
                across,
                Math.max(1, Math.round((float) side / Math.max(each.rows(), each.columns()))),
                line);
    }

    /// @param images brightnesses, one image after another
    /// @return nothing where there is not even one
    Html html(byte[] images, String instead) {
        int count = images.length / (rows * columns * channels);
        if (count == 0) {
            return Html.NOTHING;
        }
        int beside = Math.min(across, count);
        Picture whole = new Picture(Math.ceilDiv(count, beside) * height() - 1, beside * width() - 1, channels);
        byte[] bytes = new byte[whole.rows() * whole.columns() * channels];
        Arrays.fill(bytes, (byte) line);
        for (int i = 0; i < count * rows * scale * columns * scale; i++) {
            int x = i % (columns * scale);
            int y = i / (columns * scale) % (rows * scale);
            int image = i / (columns * scale * rows * scale);
            int to = (image / beside * height() + y) * whole.columns() + image % beside * width() + x;
            int from = (image * rows + y / scale) * columns + x / scale;
            System.arraycopy(images, from * channels, bytes, to * channels, channels);
        }
        return whole.image(bytes, instead);
    }

    private int height() {
        return rows * scale + 1;
    }

    private int width() {
        return columns * scale + 1;
    }
}
