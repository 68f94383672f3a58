package nunchi.augment;

import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;

/// An image while it is changed. Used by one thread at a time.
///
/// Its values lie row after row, channels last: `pixels()[(row · columns + column) · channels + channel]`. The array
/// has a twin of the same size to write the changed image to; [#turn] makes the twin the image.
public final class Canvas {
    private final int rows;
    private final int columns;
    private final int channels;
    private final InputRange range;
    private float[] pixels;
    private float[] twin;

    /// @param image `[rows, columns, channels]`
    /// @param range black and white
    public Canvas(Shape image, InputRange range) {
        this.rows = image.extent(0);
        this.columns = image.extent(1);
        this.channels = image.extent(2);
        this.range = range;
        this.pixels = new float[image.size()];
        this.twin = new float[image.size()];
    }

    /// The image's height in pixels.
    public int rows() {
        return rows;
    }

    /// The image's width in pixels.
    public int columns() {
        return columns;
    }

    /// Numbers of each pixel.
    public int channels() {
        return channels;
    }

    /// Which values are black and white.
    public InputRange range() {
        return range;
    }

    /// The image, `[rows, columns, channels]`; may be changed in place.
    public float[] pixels() {
        return pixels;
    }

    /// As large, with no meaning yet.
    public float[] twin() {
        return twin;
    }

    /// Makes the twin the image.
    public void turn() {
        float[] before = pixels;
        pixels = twin;
        twin = before;
    }
}
