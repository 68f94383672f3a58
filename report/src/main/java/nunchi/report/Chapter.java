package nunchi.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import nunchi.report.page.Chart;

/// Where sections are being put: how deep their headings are, what keeps their names apart from another member's, and
/// the page's drawings, contents and what it has told, which all chapters share.
final class Chapter {
    private static final int FIRST = 2;

    private final String prefix;
    private final int level;
    private final Drawings drawings;
    private final List<Html> contents;
    private final Map<String, String> told;

    private Chapter(String prefix, int level, Drawings drawings, List<Html> contents, Map<String, String> told) {
        this.prefix = prefix;
        this.level = level;
        this.drawings = drawings;
        this.contents = contents;
        this.told = told;
    }

    static Chapter first() {
        return new Chapter("", FIRST, Drawings.byScripts(), new ArrayList<>(), new HashMap<>());
    }

    /// For a piece of a page without scripts.
    static Chapter still() {
        return new Chapter("", FIRST, Drawings.still(), new ArrayList<>(), new HashMap<>());
    }

    /// A chapter for one member of a lab, one heading deeper.
    Chapter member(String name) {
        return new Chapter(anchor(name) + "-", level + 1, drawings, contents, told);
    }

    /// Whether it is one of several on the page.
    boolean isMember() {
        return level > FIRST;
    }

    /// A name that is unique on the page.
    String id(String name) {
        return prefix + anchor(name);
    }

    /// The body under its heading, listed in the contents; nothing where the body is empty.
    Html section(String title, Html body) {
        return body.isEmpty() ? Html.NOTHING : under(title, id(title), level, () -> body);
    }

    /// The heading that opens a member's sections.
    Html opening(String title, Supplier<Html> body) {
        return under(title, prefix + "member", level - 1, body);
    }

    /// The contents list a section before those inside it, so the body is made last.
    private Html under(String title, String id, int depth, Supplier<Html> body) {
        contents.add(Html.tag(
                "li",
                Attributes.of("class", "level" + depth),
                Html.tag("a", Attributes.of("href", "#" + id), Html.text(title))));
        Html heading = Html.tag("h" + depth, Attributes.of("id", id + "-title"), Html.text(title));
        return Html.tag("section", Attributes.of("id", id, "aria-labelledby", id + "-title"), heading, body.get());
    }

    Html heading(String title) {
        return Html.tag("h" + (level + 1), Html.text(title));
    }

    /// @param instead what the chart shows, in words
    Html chart(Chart chart, String instead) {
        return drawings.chart(chart, instead);
    }

    /// Where on the page something is told first: here, unless another place has said so before.
    String told(String what, String here) {
        return told.computeIfAbsent(what, key -> here);
    }

    Drawings drawings() {
        return drawings;
    }

    Html contents() {
        return Html.join(contents);
    }

    private static String anchor(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
