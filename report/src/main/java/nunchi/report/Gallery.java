package nunchi.report;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Small pictures in rows, with one caption for all.
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
    static String className(JsonNode classes, JsonNode number) {
        if (number.isString()) {
            return number.asString();
        }
        String plain = number.isNumber() ? Long.toString(number.asLong()) : "unknown";
        return classes.path(number.asInt(-1)).asString(plain);
    }
}
