package nunchi.report;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.report.page.Modules;
import nunchi.report.page.PageData;

/// Puts a body into the page's frame, with style, script, charts and numbers all inside.
final class Page {
    private static final String QUICK =
            "A quick run: less data or less training than the study's. Its results show that everything works, and no more;"
                    + " examples and epochs that descriptions name are the full study's.";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Page() {}

    static String of(Folder folder, Html body, Chapter chapter) {
        return of(folder.read(folder::title), folder.read(() -> subtitle(folder)), body, chapter);
    }

    static String of(String title, Html subtitle, Html body, Chapter chapter) {
        PageData data = chapter.drawings().data();
        Map<String, String> parts = Map.of(
                "title", Html.escape(title),
                "subtitle", subtitle.markup(),
                "style", Resource.text("report.css"),
                "contents", chapter.contents().markup(),
                "body", body.markup(),
                "data", data.json(),
                "charts",
                        data.charts().isEmpty()
                                ? ""
                                : Resource.text("echarts.min.js").replace("</script", "<\\/script"),
                "script", script());
        return fill(Resource.text("report.html"), parts);
    }

    /// The modules of a report as one script.
    static String script() {
        return Modules.script("report", name -> Resource.text("web/" + name + ".js"));
    }

    /// One pass over the frame, so that nothing in the data can be taken for a place.
    private static String fill(String frame, Map<String, String> parts) {
        StringBuilder page = new StringBuilder();
        Matcher place = PLACE.matcher(frame);
        int from = 0;
        while (place.find()) {
            page.append(frame, from, place.start()).append(parts.get(place.group(1)));
            from = place.end();
        }
        return page.append(frame, from, frame.length()).toString();
    }

    private static Html subtitle(Folder folder) {
        Html quick = Html.tag("p", Attributes.of("class", "lead"), Html.tag("strong", Html.text(QUICK)));
        return folder.lab().isQuick() ? Html.join(quick, description(folder)) : description(folder);
    }

    /// What the file says of itself.
    static Html description(Folder folder) {
        String description = Objects.requireNonNullElseGet(
                folder.clustering().description(),
                () -> folder.experiment().at("description").text(""));
        return description.isBlank()
                ? Html.NOTHING
                : Html.tag("p", Attributes.of("class", "subtitle"), Html.text(description));
    }
}
