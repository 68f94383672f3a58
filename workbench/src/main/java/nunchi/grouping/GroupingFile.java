package nunchi.grouping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.cluster.Dbscan;
import nunchi.cluster.Grouping;
import nunchi.cluster.KDistances;
import nunchi.cluster.KMeans;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A study's `result.json`, the figures of every setting, and `points.json`, where the points lie and which cluster they are in by every setting.
final class GroupingFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final MathContext DIGITS = new MathContext(5);
    private static final int MOST_DISTANCES = 250;

    private GroupingFile() {}

    static ObjectNode result(GroupingStudy study, List<Trials> all, double seconds) {
        ObjectNode tree = NODES.objectNode().put("kind", "clusters").put("name", study.name()).put("title", study.heading());
        tree.put("description", study.description()).put("seed", study.seed()).put("seconds", seconds);
        ArrayNode sets = tree.putArray("points");
        all.forEach(trials -> set(sets.addObject(), trials));
        return tree;
    }

    private static void set(ObjectNode set, Trials trials) {
        PointSet points = trials.points();
        set.put("title", points.settings().heading()).put("name", points.settings().name()).put("layout", points.layout());
        set.put("rows", points.values().rows()).put("columns", points.values().columns()).put("classes", points.classNames().size());
        ObjectNode means = set.putObject("kmeans").put("taken", trials.means()).put("best", Trials.best(trials.kmeans(), trials.means()));
        ArrayNode tried = means.putArray("settings");
        for (Tried<KMeans> each : trials.kmeans()) {
            ObjectNode one = tried.addObject().put("k", each.settings().clusters());
            figures(one, each).put("inertia", each.sum());
        }
        ObjectNode density = set.putObject("dbscan").put("taken", trials.dense()).put("best", Trials.best(trials.dbscan(), trials.dense()));
        distances(density.putObject("distances"), trials.distances());
        ArrayNode dense = density.putArray("settings");
        for (Tried<Dbscan> each : trials.dbscan()) {
            figures(dense.addObject().put("epsilon", each.settings().epsilon()).put("minPoints", each.settings().minPoints()), each);
        }
    }

    private static ObjectNode figures(ObjectNode one, Tried<?> tried) {
        Grouping grouping = tried.grouping();
        one.put("clusters", grouping.clusters()).put("noise", grouping.noise());
        one.set("silhouette", number(grouping.silhouette().mean()));
        if (grouping.agreement() != null) {
            one.put("adjustedRand", grouping.agreement().adjustedRand()).put("mutualInformation", grouping.agreement().mutualInformation())
                    .put("purity", grouping.agreement().purity());
        }
        return one.put("seconds", tried.seconds());
    }

    /// Thinned evenly, first and last kept.
    private static void distances(ObjectNode tree, KDistances distances) {
        int all = distances.distances().length;
        tree.put("k", distances.k()).put("knee", distances.knee()).put("rows", all);
        ArrayNode array = tree.putArray("distances");
        int count = Math.min(MOST_DISTANCES, all);
        IntStream.range(0, count).forEach(i -> array.add(short5(distances.distances()[(int) ((long) i * (all - 1) / Math.max(1, count - 1))])));
    }

    static ObjectNode points(List<Trials> all) {
        ObjectNode tree = NODES.objectNode();
        ArrayNode sets = tree.putArray("points");
        for (Trials trials : all) {
            ObjectNode set = sets.addObject();
            ArrayNode axes = set.putArray("axes");
            trials.points().axes().forEach(axes::add);
            ArrayNode classes = set.putArray("classes");
            trials.points().classNames().forEach(classes::add);
            ArrayNode places = set.putArray("places");
            MatrixView plane = trials.points().places();
            IntStream.range(0, 2 * plane.rows()).forEach(i -> places.add(short5(plane.get(i / 2, i % 2))));
            if (trials.points().classes() != null) {
                set.set("labels", numbers(trials.points().classes()));
            }
            ArrayNode means = set.putArray("kmeans");
            trials.kmeans().forEach(each -> means.add(numbers(each.grouping().labels())));
            ArrayNode dense = set.putArray("dbscan");
            trials.dbscan().forEach(each -> dense.add(numbers(each.grouping().labels())));
        }
        return tree;
    }

    private static float short5(double value) {
        return new BigDecimal(value).round(DIGITS).floatValue();
    }

    private static ArrayNode numbers(int[] values) {
        ArrayNode array = NODES.arrayNode();
        for (int value : values) {
            array.add(value);
        }
        return array;
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
    }
}
