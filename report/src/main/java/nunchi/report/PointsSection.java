package nunchi.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.record.ClusteringRecord.AttemptRecord;
import nunchi.record.ClusteringRecord.DistancesRecord;
import nunchi.record.ClusteringRecord.TriedRecord;
import nunchi.record.PlacesRecord.PlacedRecord;
import nunchi.report.LineDrawing.Line;
import nunchi.report.LineDrawing.Mark;
import nunchi.report.page.Clustering;
import nunchi.report.page.Clustering.Method;
import nunchi.report.page.Clustering.Tried;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

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
        List<PlacedRecord> drawn = folder.places().points();
        int number = 0;
        for (ClusteredPoints set : ClusteredPoints.of(folder)) {
            parts.add(chapter.heading(set.title()));
            parts.add(Html.paragraph(opening(set)));
            if (number < drawn.size()) {
                parts.add(maps(set, drawn.get(number), chapter));
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

    private static String opening(ClusteredPoints set) {
        int columns = set.set().columns() == null ? 2 : set.set().columns();
        String layout = Objects.requireNonNullElse(set.set().layout(), "");
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

    private static Html maps(ClusteredPoints set, PlacedRecord drawn, Chapter chapter) {
        MatrixView places = LayersSection.plane(drawn.places());
        List<String> classes = drawn.classes();
        int[] labels = Objects.requireNonNullElse(drawn.labels(), List.<Integer>of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        String known = set.classes() > 0 ? "Classes" : "Points";
        Integer colouring = labels.length == 0 ? null : MapDrawing.colouring(chapter, labels, classes);
        Html byClass = new MapDrawing("%s of %s".formatted(known, set.title()), places, List.of(), labels, classes)
                .box(chapter, null, colouring);
        Html all = Html.join(
                figure(byClass, "%s of %s".formatted(known, set.title()), Html.NOTHING),
                figure(ClusteredPoints.MEANS, set, places, chapter, slider("k", "k", "clusters of k-means")),
                figure(
                        ClusteredPoints.DENSITY,
                        set,
                        places,
                        chapter,
                        Html.join(
                                slider("epsilon", "epsilon", "distance of DBSCAN"),
                                slider("minPoints", "points for a core", "points of DBSCAN for a core"))));
        Attributes box = Attributes.of(
                "class",
                "maps clustered",
                "data-clustering",
                Integer.toString(chapter.drawings().add(tried(set, drawn))));
        return Html.tag("div", box, Html.tag("div", Attributes.of("class", "mapped"), all));
    }

    /// Every setting of both methods, in words and with the clusters it found.
    private static Clustering tried(ClusteredPoints set, PlacedRecord drawn) {
        return new Clustering(
                tried(set, ClusteredPoints.MEANS, drawn.kmeans()), tried(set, ClusteredPoints.DENSITY, drawn.dbscan()));
    }

    private static Method tried(ClusteredPoints set, String method, List<List<Integer>> labels) {
        List<AttemptRecord> settings = set.settings(method);
        List<Tried> all = IntStream.range(0, settings.size())
                .mapToObj(i -> tried(set.inWords(method, settings.get(i)), settings.get(i), labels.get(i)))
                .toList();
        int best = set.tried(method).map(TriedRecord::best).orElse(-1);
        return new Method(set.tried(method).map(TriedRecord::taken).orElse(0), best < 0 ? null : best, all);
    }

    private static Tried tried(String words, AttemptRecord setting, List<Integer> labels) {
        return new Tried(words, setting.k(), setting.epsilon(), setting.minPoints(), encode(labels));
    }

    /// The page's script colours the points by the clusters.
    private static Html figure(String method, ClusteredPoints set, MatrixView places, Chapter chapter, Html controls) {
        String title = "Clusters of %s by %s".formatted(set.title(), ClusteredPoints.name(method));
        Html map = new MapDrawing(title, places, List.of(), null, List.of()).box(chapter, null, null);
        return figure(
                map, set.taken(method).map(tried -> set.inWords(method, tried)).orElse(""), controls);
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
    private static String encode(List<Integer> labels) {
        byte[] bytes = new byte[labels.size()];
        for (int i = 0; i < bytes.length; i++) {
            int label = labels.get(i);
            bytes[i] = (byte) (label < 0 ? NOISE : label % MOST_COLOURS);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<LineDrawing> curves(ClusteredPoints set) {
        List<LineDrawing> curves = new ArrayList<>();
        addMeans(curves, set);
        double epsilon =
                set.taken(ClusteredPoints.DENSITY).map(AttemptRecord::epsilon).orElse(0.0);
        set.tried(ClusteredPoints.DENSITY)
                .map(TriedRecord::distances)
                .ifPresent(distances -> curves.add(distances(set.title(), distances, epsilon)));
        curves.add(new LineDrawing(
                "%s, DBSCAN: %s".formatted(set.title(), set.classed() ? "ARI with the classes" : "silhouette"),
                "epsilon",
                "",
                byNeighbours(set),
                new Mark(epsilon, "taken", false)));
        return curves;
    }

    private static void addMeans(List<LineDrawing> curves, ClusteredPoints set) {
        List<AttemptRecord> means = set.settings(ClusteredPoints.MEANS);
        double k = set.taken(ClusteredPoints.MEANS).map(AttemptRecord::k).orElse(0);
        curves.add(new LineDrawing(
                "%s, k-means: squared distances to the centres".formatted(set.title()),
                "k",
                "",
                List.of(line("inertia", means, AttemptRecord::k, AttemptRecord::inertia)),
                new Mark(k, "taken", false)));
        List<Line> judged =
                new ArrayList<>(List.of(line("silhouette", means, AttemptRecord::k, AttemptRecord::silhouette)));
        if (set.classed()) {
            judged.add(line("ARI", means, AttemptRecord::k, ClusteredPoints::rand));
        }
        curves.add(new LineDrawing(
                "%s, k-means: silhouette%s"
                        .formatted(set.title(), set.classed() ? " and agreement with the classes" : ""),
                "k",
                "",
                judged,
                new Mark(k, "taken", false)));
    }

    /// A line for each number of neighbours that was tried.
    private static List<Line> byNeighbours(ClusteredPoints set) {
        Function<AttemptRecord, Number> figure = set.classed() ? ClusteredPoints::rand : AttemptRecord::silhouette;
        List<Line> lines = new ArrayList<>();
        List<AttemptRecord> dense = set.settings(ClusteredPoints.DENSITY);
        TreeSet<Integer> counts = new TreeSet<>(dense.stream()
                .map(AttemptRecord::minPoints)
                .filter(Objects::nonNull)
                .toList());
        for (int count : counts) {
            List<AttemptRecord> some = dense.stream()
                    .filter(tried -> Objects.equals(tried.minPoints(), count))
                    .toList();
            lines.add(line(Numbers.count(count, "point"), some, AttemptRecord::epsilon, figure));
        }
        return lines;
    }

    /// Ranks are even fractions of the rows.
    private static LineDrawing distances(String title, DistancesRecord distances, double epsilon) {
        List<double[]> points = new ArrayList<>();
        List<Double> values = distances.distances();
        double step = (distances.rows() == null ? 1.0 : distances.rows()) / Math.max(1, values.size() - 1);
        for (int i = 0; i < values.size(); i++) {
            points.add(new double[] {Math.rint(i * step), values.get(i)});
        }
        String name = "distance to the %d nearest, itself counted".formatted(distances.k());
        return LineDrawing.distances("%s, DBSCAN: %s".formatted(title, name), points, epsilon);
    }

    private static Line line(
            String name,
            List<AttemptRecord> settings,
            Function<AttemptRecord, Number> x,
            Function<AttemptRecord, Number> y) {
        return new Line(
                name,
                settings.stream()
                        .map(tried -> new double[] {number(x.apply(tried)), number(y.apply(tried))})
                        .toList());
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
