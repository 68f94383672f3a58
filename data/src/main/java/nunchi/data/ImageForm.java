package nunchi.data;

import nunchi.check.Check;
import nunchi.layer.Size;
import nunchi.picture.Fit;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Size and channels of images `[height, width, channels]`.
///
/// @param size     height and width, in pixels; null for the size of the images where all have the same
/// @param channels number of channels: 1 (grey) or 3 (red, green, blue); null for 3, or for 1 where all images are
///     grey and for a CSV file
/// @param fit      how an image of another size is fitted; the rows of a CSV file stay as they are
public record ImageForm(
        @Nullable Size size,
        @Nullable Integer channels,
        @Nullable Fit fit) {
    public ImageForm {
        Check.require(
                channels == null || channels == 1 || channels == 3,
                "channels is %d; it must be 1 (grey) or 3 (red, green, blue)".formatted(channels));
    }

    public ImageForm() {
        this(null, null, null);
    }

    public ImageForm(int side) {
        this(new Size(side), null, null);
    }

    /// Whether images `[rows, columns, channels]` have this form.
    public boolean fits(Shape image) {
        boolean sized = size == null || size.rows() == image.extent(0) && size.columns() == image.extent(1);
        return sized && (channels == null || channels == image.extent(2));
    }
}
