package nunchi.report;

import tools.jackson.databind.node.ObjectNode;

/// A drawing made in the reader's browser from numbers that the page carries. It has a caption, and a text that stands for it
/// where it cannot be seen.
///
/// @param kind    the drawing's name in report.js
/// @param caption one line under the drawing
/// @param instead what the drawing shows, in words
/// @param values  its numbers, as report.js takes them
record Chart(String kind, String caption, String instead, ObjectNode values) {

    Html html(Chapter chapter) {
        int number = chapter.add(values.put("kind", kind).put("caption", caption));
        Html plot = Html.tag("div",
                Attributes.of("class", "plot " + kind, "data-chart", Integer.toString(number), "role", "img", "aria-label", instead));
        return Html.tag("figure", Attributes.of("class", "chart"), plot, Html.tag("figcaption", Html.text(caption)));
    }
}
