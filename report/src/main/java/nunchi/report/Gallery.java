package nunchi.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Small images in rows, with one caption for all.
final class Gallery {
    private Gallery() {}

    static Html of(String caption, List<Html> figures) {
        if (figures.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.tag(
                "figure",
                Attributes.of("class", "gallery"),
                Html.tag("div", Attributes.of("class", "pictures"), Html.join(figures)),
                Html.tag("figcaption", Html.text(caption)));
    }

    /// A class by its number; the number itself where it has no name.
    ///
    /// @param number null where it is not known
    static String className(List<String> classes, @Nullable Integer number) {
        if (number == null) {
            return "unknown";
        }
        return number >= 0 && number < classes.size() ? classes.get(number) : Integer.toString(number);
    }
}
