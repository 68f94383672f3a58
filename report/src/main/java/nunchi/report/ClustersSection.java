package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import nunchi.record.AgreementRecord;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord.ClusteredRecord;
import nunchi.record.InspectionRecord.DbscanRecord;
import nunchi.record.InspectionRecord.KMeansRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// How far groups that are found in each layer without looking at the classes are the classes.
final class ClustersSection implements ReportSection {
    private static final double ALIKE = 0.01;

    @Override
    public String title() {
        return "Clusters";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<LaidOutRecord> layers = folder.inspection().layers().stream()
                .filter(layer -> layer.clusters() != null && layer.clusters().kmeans() != null)
                .toList();
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        boolean dense = layers.stream().anyMatch(layer -> clusters(layer).dbscan() != null);
        String also = dense
                ? ", and by DBSCAN on the layer's t-SNE map, with the distance at the knee of the distances to the nearest points"
                : "";
        String how = """
                The same rows were grouped without looking at their classes: by k-means among all values of a layer, with as many clusters as there are \
                classes%s. ARI and NMI tell how far the groups agree with the classes (0 by chance, 1 at best), purity which share of the rows \
                is of its cluster's commonest class.""".formatted(also);
        return Html.join(Html.paragraph(how), Html.paragraph(inWords(layers)), table(layers, dense));
    }

    /// Of a layer that has some.
    private static ClusteredRecord clusters(LaidOutRecord layer) {
        return Objects.requireNonNull(layer.clusters());
    }

    private static double rand(LaidOutRecord layer) {
        double rand = Decimal.orNaN(clusters(layer).kmeans().agreement().adjustedRand());
        return Double.isNaN(rand) ? 0 : rand;
    }

    private static String inWords(List<LaidOutRecord> layers) {
        LaidOutRecord first = layers.getFirst();
        LaidOutRecord last = layers.getLast();
        if (layers.size() == 1) {
            return "At %s the clusters of k-means agree with the classes with an ARI of %s."
                    .formatted(LayersSection.name(first), Numbers.fixed(rand(first), 3));
        }
        LaidOutRecord best = layers.stream()
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

    private static Html table(List<LaidOutRecord> layers, boolean dense) {
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
        for (LaidOutRecord layer : layers) {
            KMeansRecord means = clusters(layer).kmeans();
            List<Cell> cells = new ArrayList<>(List.of(Cell.path(LayersSection.name(layer)), Cell.count(means.k())));
            cells.addAll(agreement(means.agreement()));
            cells.add(decimals(means.silhouette()));
            if (dense) {
                cells.addAll(dense(clusters(layer).dbscan()));
            }
            table.row(cells);
        }
        return table.html();
    }

    private static List<Cell> dense(@Nullable DbscanRecord density) {
        if (density == null) {
            return Collections.nCopies(5, Cell.NONE);
        }
        List<Cell> cells = new ArrayList<>(List.of(Cell.count(density.clusters()), Cell.percent(density.noiseShare())));
        cells.addAll(agreement(density.agreement()));
        return cells;
    }

    private static List<Cell> agreement(AgreementRecord agreement) {
        return List.of(
                decimals(agreement.adjustedRand()),
                decimals(agreement.mutualInformation()),
                Cell.percent(Decimal.orNaN(agreement.purity())));
    }

    /// Three decimals; a dash where there is none.
    static Cell decimals(@Nullable Double value) {
        double known = Decimal.orNaN(value);
        return Double.isNaN(known) ? Cell.NONE : new Cell(Html.text(Numbers.fixed(known, 3)), Double.toString(known));
    }
}
