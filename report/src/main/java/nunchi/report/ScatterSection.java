package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Chart.NamedPoint;
import nunchi.report.page.Chart.Scatter;
import tools.jackson.databind.JsonNode;

/// For each searched number, what came out of every trial at its values.
final class ScatterSection implements ReportSection {
    private static final int LEAST_VALUES = 4;
    private static final double WIDE = 20;

    @Override
    public String title() {
        return "One value at a time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Searched search = Searched.of(folder);
        List<Html> charts = new ArrayList<>();
        for (String key : search.keys()) {
            List<JsonNode> values = search.values(key);
            if (values.size() >= LEAST_VALUES && values.stream().allMatch(JsonNode::isNumber)) {
                charts.add(chart(folder, search, key, chapter));
            }
        }
        return charts.isEmpty()
                ? Html.NOTHING
                : Html.join(
                        Html.paragraph("Each point is one trial; its other values differ too."),
                        Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)));
    }

    private static Html chart(Folder folder, Searched search, String key, Chapter chapter) {
        List<JsonNode> values = search.values(key);
        double least = values.getFirst().asDouble();
        boolean wide = least > 0 && values.getLast().asDouble() / least > WIDE;
        List<NamedPoint> points = new ArrayList<>();
        for (JsonNode trial : folder.result().path("trials")) {
            JsonNode figure = trial.path(search.part()).path(search.measure());
            if (figure.isNumber()) {
                points.add(new NamedPoint(
                        trial.path("values").path(key).asDouble(),
                        figure.asDouble(),
                        "%s, seed %d"
                                .formatted(
                                        search.name(trial.path("values")),
                                        trial.path("seed").asLong(0))));
            }
        }
        String caption = "%s of every trial by %s".formatted(Words.title(search.figure()), search.brief(key));
        Measure measure = Quantities.axis(search.quantity(), false);
        return chapter.chart(
                new Scatter(caption, search.brief(key), search.figure(), measure, wide, points),
                caption + "; the table of trials gives the numbers.");
    }
}
