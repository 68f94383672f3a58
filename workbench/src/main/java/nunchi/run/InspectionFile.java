package nunchi.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import nunchi.cluster.Grouping;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.embed.Tsne;
import nunchi.inspect.LayerClusters;
import nunchi.inspect.LayerMap;
import nunchi.inspect.LayerMap.Embedding;
import nunchi.inspect.LayerMap.Plane;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `inspection.json`: what the layers of its model make of some rows. Places are `x, y, x, y, …` in the order of `rowNumbers`, of five digits.
final class InspectionFile {
    private static final MathContext DIGITS = new MathContext(5);

    private InspectionFile() {}

    /// @param numbers of the rows within their part
    record Chosen(Split part, int[] numbers, int of, Dataset rows) {}

    static ObjectNode tree(Chosen chosen, long seed, Tsne tsne, List<LayerMap> maps) {
        ObjectNode tree = Json.object().put("part", chosen.part.toString()).put("rows", chosen.numbers.length).put("of", chosen.of).put("seed", seed);
        if (tsne != null) {
            tree.put("perplexity", tsne.perplexity()).put("iterations", tsne.iterations());
        }
        boolean labels = chosen.rows.hasLabels();
        tree.set("classes", Json.texts(chosen.rows.classes()));
        ArrayNode layers = tree.putArray("layers");
        maps.forEach(map -> add(layers.addObject(), map));
        ArrayNode numbers = tree.putArray("rowNumbers");
        for (int number : chosen.numbers) {
            numbers.add(number);
        }
        if (labels) {
            ArrayNode numbered = tree.putArray("labels");
            for (int row = 0; row < chosen.rows.size(); row++) {
                numbered.add(chosen.rows.label(row));
            }
        }
        Thumbnails.add(tree, chosen.rows);
        return tree;
    }

    private static void add(ObjectNode layer, LayerMap map) {
        layer.put("path", map.path());
        layer.set("also", Json.texts(map.also()));
        layer.set("output", Json.extents(map.output()));
        layer.set("nearestLabel", Json.number(map.nearestLabel()));
        ObjectNode pca = layer.putObject("pca");
        ArrayNode shares = pca.putArray("shares");
        for (double share : map.shares()) {
            shares.add(Json.number(share));
        }
        add(pca, map.principal());
        if (map.embedding() != null) {
            add(layer.putObject("tsne"), map.embedding());
        }
        if (map.clusters() != null) {
            add(layer.putObject("clusters"), map.clusters());
        }
    }

    private static void add(ObjectNode tree, LayerClusters clusters) {
        add(tree.putObject("kmeans").put("k", clusters.means().clusters()), clusters.means());
        LayerClusters.Density density = clusters.density();
        if (density != null) {
            add(tree.putObject("dbscan").put("epsilon", density.epsilon()).put("minPoints", density.minPoints())
                    .put("clusters", density.grouping().clusters())
                    .put("noiseShare", (double) density.grouping().noise() / density.grouping().labels().length), density.grouping());
        }
    }

    private static void add(ObjectNode tree, Grouping grouping) {
        tree.put("adjustedRand", grouping.agreement().adjustedRand()).put("mutualInformation", grouping.agreement().mutualInformation());
        tree.put("purity", grouping.agreement().purity()).set("silhouette", Json.number(grouping.silhouette().mean()));
    }

    private static void add(ObjectNode tsne, Embedding embedding) {
        tsne.set("divergence", Json.number(embedding.divergence()));
        tsne.put("converged", embedding.converged()).put("verdict", embedding.verdict());
        tsne.set("trustworthiness", Json.number(embedding.trustworthiness()));
        tsne.put("seconds", embedding.seconds());
        add(tsne, embedding.plane());
    }

    private static void add(ObjectNode tree, Plane plane) {
        tree.set("nearestLabel", Json.number(plane.nearestLabel()));
        ArrayNode places = tree.putArray("places");
        for (float value : plane.places()) {
            places.add(new BigDecimal(value).round(DIGITS).floatValue());
        }
    }
}
