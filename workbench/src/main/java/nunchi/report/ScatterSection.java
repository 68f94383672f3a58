package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
        return charts.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph("Each point is one trial; its other values differ too."),
                Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)));
    }

    private static Html chart(Folder folder, Searched search, String key, Chapter chapter) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode().put("measure", search.measure()).put("x", search.brief(key)).put("y", search.figure());
        List<JsonNode> values = search.values(key);
        double least = values.getFirst().asDouble();
        chart.put("wide", least > 0 && values.getLast().asDouble() / least > WIDE);
        ArrayNode points = chart.putArray("points");
        for (JsonNode trial : folder.result().path("trials")) {
            JsonNode figure = trial.path(search.part()).path(search.measure());
            if (figure.isNumber()) {
                points.addArray().add(trial.path("values").path(key).asDouble()).add(figure.asDouble())
                        .add("%s, seed %d".formatted(search.name(trial.path("values")), trial.path("seed").asLong(0)));
            }
        }
        String caption = "%s of every trial by %s".formatted(Words.title(search.figure()), search.brief(key));
        return new Chart("scatter", caption, caption + "; the table of trials gives the numbers.", chart).html(chapter);
    }
}
