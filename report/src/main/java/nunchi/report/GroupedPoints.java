package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One set of points of a study of groupings, as its `result.json` tells of it.
record GroupedPoints(JsonNode tree) {
    static final String MEANS = "kmeans";
    static final String DENSITY = "dbscan";
    private static final double SECOND = 1;
    private static final double HUNDREDTH = 0.01;
    private static final int THOUSAND = 1000;

    static List<GroupedPoints> of(Folder folder) {
        List<GroupedPoints> all = new ArrayList<>();
        folder.result().path("points").forEach(set -> all.add(new GroupedPoints(set)));
        return all;
    }

    String title() {
        return tree.path("title").asString("");
    }

    long rows() {
        return tree.path("rows").asLong(1);
    }

    int classes() {
        return tree.path("classes").asInt(0);
    }

    /// Whether there are classes that groups can agree with.
    boolean classed() {
        return classes() > 1 && taken(MEANS).path("adjustedRand").isNumber();
    }

    JsonNode settings(String method) {
        return tree.path(method).path("settings");
    }

    /// Without looking at the classes.
    JsonNode taken(String method) {
        return settings(method).path(tree.path(method).path("taken").asInt(0));
    }

    /// The one of all tried that agrees best with the classes; a missing node where there are none.
    JsonNode best(String method) {
        return settings(method).path(tree.path(method).path("best").asInt(-1));
    }

    double noise(JsonNode tried) {
        return tried.path("noise").asDouble(0) / rows();
    }

    static double rand(JsonNode tried) {
        return tried.path("adjustedRand").asDouble(Double.NaN);
    }

    static String name(String method) {
        return method.equals(MEANS) ? "k-means" : "DBSCAN";
    }

    static String setting(JsonNode tried) {
        return tried.has("k")
                ? "k = " + tried.path("k").asInt()
                : "ε = %s, %s"
                        .formatted(
                                Numbers.loss(tried.path("epsilon").asDouble()),
                                Numbers.count(tried.path("minPoints").asInt(), "point"));
    }

    static String time(double seconds) {
        return seconds < SECOND
                ? Numbers.fixed(THOUSAND * seconds, seconds < HUNDREDTH ? 2 : 1) + " ms"
                : Numbers.seconds(seconds);
    }

    /// What came of a setting, in one line; the page's script writes the same of others.
    String inWords(String method, JsonNode tried) {
        StringBuilder words = new StringBuilder("%s, %s: %s"
                .formatted(
                        name(method),
                        setting(tried),
                        Numbers.count(tried.path("clusters").asInt(), "cluster")));
        if (method.equals(DENSITY)) {
            words.append(", %s noise".formatted(Numbers.percent(noise(tried))));
        }
        if (tried.path("adjustedRand").isNumber()) {
            words.append(", ARI %s".formatted(Numbers.fixed(rand(tried), 3)));
        }
        if (tried.path("silhouette").isNumber()) {
            words.append(", silhouette %s"
                    .formatted(Numbers.fixed(tried.path("silhouette").asDouble(), 3)));
        }
        return words.append(", %s".formatted(time(tried.path("seconds").asDouble(0))))
                .toString();
    }
}
