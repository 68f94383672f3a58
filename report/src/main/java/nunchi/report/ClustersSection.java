package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// How far groups that are found in each layer without looking at the classes are the classes.
final class ClustersSection implements ReportSection {
    private static final double ALIKE = 0.01;

    @Override
    public String title() {
        return "Clusters";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<JsonNode> layers = folder.inspection()
                .path("layers")
                .valueStream()
                .filter(layer -> layer.path("clusters").has("kmeans"))
                .toList();
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        boolean dense = layers.stream().anyMatch(layer -> layer.path("clusters").has("dbscan"));
        String also = dense
                ? ", and by DBSCAN on the layer's t-SNE map, with the distance at the knee of the distances to the nearest points"
                : "";
        String how = """
                The same rows were grouped without looking at their classes: by k-means among all values of a layer, with as many clusters as there are \
                classes%s. ARI and NMI tell how far the groups agree with the classes (0 by chance, 1 at best), purity which share of the rows \
                is of its cluster's commonest class.""".formatted(also);
        return Html.join(Html.paragraph(how), Html.paragraph(inWords(layers)), table(layers, dense));
    }

    private static double rand(JsonNode layer) {
        return layer.path("clusters").path("kmeans").path("adjustedRand").asDouble(0);
    }

    private static String inWords(List<JsonNode> layers) {
        JsonNode first = layers.getFirst();
        JsonNode last = layers.getLast();
        if (layers.size() == 1) {
            return "At %s the clusters of k-means agree with the classes with an ARI of %s."
                    .formatted(LayersSection.name(first), Numbers.fixed(rand(first), 3));
        }
        JsonNode best = layers.stream()
                .max(Comparator.comparingDouble(ClustersSection::rand))
                .orElseThrow();
        String change = Math.abs(rand(last) - rand(first)) <= ALIKE
                ? "about the same at %s (%s)"
                : rand(last) > rand(first) ? "more at %s (%s)" : "less at %s (%s)";
        String words = "At %s the clusters of k-means agree with the classes with an ARI of %s, "
                        .formatted(LayersSection.name(first), Numbers.fixed(rand(first), 3))
                + change.formatted(LayersSection.name(last), Numbers.fixed(rand(last), 3));
        return best == last || best == first
                ? words + "."
                : "%s, and most at %s (%s).".formatted(words, LayersSection.name(best), Numbers.fixed(rand(best), 3));
    }

    private static Html table(List<JsonNode> layers, boolean dense) {
        Table table = new Table("Clusters and classes")
                .column("Layer")
                .number("k")
                .number("ARI")
                .number("NMI")
                .number("Purity")
                .number("Silhouette");
        if (dense) {
            table.number("DBSCAN clusters")
                    .number("Noise")
                    .number("DBSCAN ARI")
                    .number("DBSCAN NMI")
                    .number("DBSCAN purity");
        }
        for (JsonNode layer : layers) {
            JsonNode means = layer.path("clusters").path("kmeans");
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.path(LayersSection.name(layer)),
                    Cell.count(means.path("k")),
                    decimals(means.path("adjustedRand")),
                    decimals(means.path("mutualInformation")),
                    Cell.percent(means.path("purity")),
                    decimals(means.path("silhouette"))));
            JsonNode density = layer.path("clusters").path("dbscan");
            if (dense) {
                cells.addAll(List.of(
                        Cell.count(density.path("clusters")),
                        Cell.percent(density.path("noiseShare")),
                        decimals(density.path("adjustedRand")),
                        decimals(density.path("mutualInformation")),
                        Cell.percent(density.path("purity"))));
            }
            table.row(cells);
        }
        return table.html();
    }

    /// Three decimals; a dash where there is none.
    static Cell decimals(JsonNode value) {
        return value.isNumber()
                ? new Cell(Html.text(Numbers.fixed(value.asDouble(), 3)), value.asString())
                : Cell.text("–");
    }
}
