package nunchi.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the rows that maps show.
///
/// @param part    of the data; empty where there is but one
/// @param numbers by row, its number there; none where it is the same
/// @param sheet   the images of the first rows; null where rows are not images
public record Rows(
        String part, List<Long> numbers, @Nullable Sheet sheet) {
    public Rows {
        numbers = List.copyOf(numbers);
    }

    /// Many small images as one.
    ///
    /// @param image  a PNG as a data URL
    /// @param count  of images on it
    /// @param width  of each, in pixels, as its `height`
    /// @param across how many stand side by side
    public record Sheet(String image, int count, int width, int height, int across) {}
}
