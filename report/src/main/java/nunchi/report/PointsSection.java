package nunchi.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.report.LineDrawing.Line;
import nunchi.report.LineDrawing.Mark;
import nunchi.report.page.Clustering;
import nunchi.report.page.Clustering.Method;
import nunchi.report.page.Clustering.Tried;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Each set of points three times: by class, by k-means and by DBSCAN, with every setting that was tried to step
/// through.
final class PointsSection implements ReportSection {
    private static final int NOISE = 255;
    private static final int MOST_COLOURS = 250;

    @Override
    public String title() {
        return "The same points";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Html> parts = new ArrayList<>();
        JsonNode drawn = folder.points().path("points");
        int number = 0;
        for (GroupedPoints set : GroupedPoints.of(folder)) {
            parts.add(chapter.heading(set.title()));
            parts.add(Html.paragraph(opening(set)));
            if (drawn.has(number)) {
                parts.add(maps(set, drawn.path(number), chapter));
            }
            parts.add(Html.tag(
                    "div",
                    Attributes.of("class", "charts"),
                    Html.join(curves(set).stream()
                            .map(curve -> curve.html(chapter))
                            .toList())));
            number++;
        }
        return parts.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph("""
                The sliders step through all settings that were tried. A cluster has the colour of the class with which it shares most points; noise is \
                drawn as small grey crosses."""), Html.join(parts));
    }

    private static String opening(GroupedPoints set) {
        long columns = set.tree().path("columns").asLong(2);
        String layout = set.tree().path("layout").asString("");
        String what = "%s of %s%s."
                .formatted(
                        Numbers.count(set.rows(), "point"),
                        Numbers.count(columns, "value"),
                        set.classes() > 1
                                ? " in %s".formatted(Numbers.count(set.classes(), "class"))
                                : set.classes() == 1 ? ", all of one class" : "; no classes are known");
        String plane = columns > 2
                ? " Clusters were sought among all values; the points are drawn along their first two principal components."
                : "";
        return (layout.isEmpty() ? "" : layout + " ") + what + plane;
    }

    private static MatrixView places(JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.path(i).floatValue();
        }
        return MatrixView.of(values, values.length / 2, 2);
    }

    private static Html maps(GroupedPoints set, JsonNode drawn, Chapter chapter) {
        MatrixView places = places(drawn.path("places"));
        List<String> classes = drawn.path("classes")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        int[] labels = drawn.path("labels")
                .valueStream()
                .mapToInt(label -> label.asInt(-1))
                .toArray();
        String known = set.classes() > 0 ? "Classes" : "Points";
        Integer grouping = labels.length == 0 ? null : MapDrawing.grouping(chapter, labels, classes);
        Html byClass = new MapDrawing("%s of %s".formatted(known, set.title()), places, List.of(), labels, classes)
                .box(chapter, null, grouping);
        Html all = Html.join(
                figure(byClass, "%s of %s".formatted(known, set.title()), Html.NOTHING),
                figure(GroupedPoints.MEANS, set, places, chapter, slider("k", "k", "clusters of k-means")),
                figure(
                        GroupedPoints.DENSITY,
                        set,
                        places,
                        chapter,
                        Html.join(
                                slider("epsilon", "epsilon", "distance of DBSCAN"),
                                slider("minPoints", "points for a core", "points of DBSCAN for a core"))));
        Attributes box = Attributes.of(
                "class",
                "maps groupings",
                "data-clustering",
                Integer.toString(chapter.drawings().add(tried(set, drawn))));
        return Html.tag("div", box, Html.tag("div", Attributes.of("class", "mapped"), all));
    }

    /// Every setting of both methods, in words and with the clusters it found.
    private static Clustering tried(GroupedPoints set, JsonNode drawn) {
        return new Clustering(tried(set, GroupedPoints.MEANS, drawn), tried(set, GroupedPoints.DENSITY, drawn));
    }

    private static Method tried(GroupedPoints set, String method, JsonNode drawn) {
        JsonNode settings = set.settings(method);
        List<Tried> all = IntStream.range(0, settings.size())
                .mapToObj(i -> tried(
                        set.inWords(method, settings.path(i)),
                        settings.path(i),
                        drawn.path(method).path(i)))
                .toList();
        int best = set.tree().path(method).path("best").asInt(-1);
        return new Method(set.tree().path(method).path("taken").asInt(0), best < 0 ? null : best, all);
    }

    private static Tried tried(String words, JsonNode setting, JsonNode labels) {
        return new Tried(
                words,
                setting.has("k") ? setting.path("k").asInt() : null,
                setting.has("epsilon") ? setting.path("epsilon").asDouble() : null,
                setting.has("minPoints") ? setting.path("minPoints").asInt() : null,
                encode(labels));
    }

    /// The page's script colours the points by the clusters.
    private static Html figure(String method, GroupedPoints set, MatrixView places, Chapter chapter, Html controls) {
        String title = "Clusters of %s by %s".formatted(set.title(), GroupedPoints.name(method));
        Html map = new MapDrawing(title, places, List.of(), null, List.of()).box(chapter, null, null);
        return figure(map, set.inWords(method, set.taken(method)), controls);
    }

    private static Html figure(Html map, String caption, Html controls) {
        Html below = Html.tag("figcaption", Attributes.of("aria-live", "polite"), Html.text(caption));
        return Html.tag(
                "figure",
                map,
                below,
                controls,
                Html.tag("div", Attributes.of("class", "tools"), Html.NOTHING),
                Html.tag("div", Attributes.of("class", "legend"), Html.NOTHING));
    }

    private static Html slider(String key, String name, String label) {
        Html input = Html.single(
                "input",
                Attributes.of(
                        "type", "range", "data-turns", key, "min", "0", "max", "0", "value", "0", "aria-label", label));
        return Html.tag(
                "label",
                Attributes.of("class", "slider screen"),
                Html.tag("span", Html.text(name)),
                input,
                Html.tag("output", Html.NOTHING));
    }

    /// One byte each; noise is 255, and colours come again after 250.
    private static String encode(JsonNode labels) {
        byte[] bytes = new byte[labels.size()];
        for (int i = 0; i < bytes.length; i++) {
            int label = labels.path(i).asInt(0);
            bytes[i] = (byte) (label < 0 ? NOISE : label % MOST_COLOURS);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<LineDrawing> curves(GroupedPoints set) {
        List<LineDrawing> curves = new ArrayList<>();
        JsonNode means = set.settings(GroupedPoints.MEANS);
        double k = set.taken(GroupedPoints.MEANS).path("k").asDouble();
        curves.add(new LineDrawing(
                "%s, k-means: squared distances to the centres".formatted(set.title()),
                "k",
                "",
                List.of(line("inertia", means, "k", "inertia")),
                new Mark(k, "taken", false)));
        List<Line> judged = new ArrayList<>(List.of(line("silhouette", means, "k", "silhouette")));
        if (set.classed()) {
            judged.add(line("ARI", means, "k", "adjustedRand"));
        }
        curves.add(new LineDrawing(
                "%s, k-means: silhouette%s"
                        .formatted(set.title(), set.classed() ? " and agreement with the classes" : ""),
                "k",
                "",
                judged,
                new Mark(k, "taken", false)));
        JsonNode distances = set.tree().path(GroupedPoints.DENSITY).path("distances");
        curves.add(distances(
                set.title(),
                distances,
                set.taken(GroupedPoints.DENSITY).path("epsilon").asDouble()));
        String figure = set.classed() ? "adjustedRand" : "silhouette";
        List<Line> lines = new ArrayList<>();
        JsonNode dense = set.settings(GroupedPoints.DENSITY);
        TreeSet<Integer> counts = new TreeSet<>(dense.valueStream()
                .map(tried -> tried.path("minPoints").asInt())
                .toList());
        for (int count : counts) {
            ArrayNode some = JsonNodeFactory.instance.arrayNode();
            dense.valueStream()
                    .filter(tried -> tried.path("minPoints").asInt() == count)
                    .forEach(some::add);
            lines.add(line(Numbers.count(count, "point"), some, "epsilon", figure));
        }
        curves.add(new LineDrawing(
                "%s, DBSCAN: %s".formatted(set.title(), set.classed() ? "ARI with the classes" : "silhouette"),
                "epsilon",
                "",
                lines,
                new Mark(set.taken(GroupedPoints.DENSITY).path("epsilon").asDouble(), "taken", false)));
        return curves;
    }

    /// Ranks are even shares of the rows.
    private static LineDrawing distances(String title, JsonNode distances, double epsilon) {
        List<double[]> points = new ArrayList<>();
        JsonNode values = distances.path("distances");
        double step = distances.path("rows").asDouble(1) / Math.max(1, values.size() - 1);
        for (int i = 0; i < values.size(); i++) {
            points.add(new double[] {Math.rint(i * step), values.path(i).asDouble()});
        }
        String name = "distance to the %d nearest, itself counted"
                .formatted(distances.path("k").asInt());
        return LineDrawing.distances("%s, DBSCAN: %s".formatted(title, name), points, epsilon);
    }

    private static Line line(String name, JsonNode settings, String x, String y) {
        return new Line(
                name,
                settings.valueStream()
                        .map(tried -> new double[] {
                            tried.path(x).asDouble(), tried.path(y).asDouble(Double.NaN)
                        })
                        .toList());
    }
}
