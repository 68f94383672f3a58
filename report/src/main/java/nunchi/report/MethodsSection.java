package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nunchi.record.AgreementRecord;
import nunchi.record.ClusteringRecord.AttemptRecord;
import nunchi.record.Decimal;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// K-means beside DBSCAN on every set of points: with the settings that are taken without looking at the classes, and
/// with those that agree best.
final class MethodsSection implements ReportSection {
    @Override
    public String title() {
        return "Which does better where";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<ClusteredPoints> sets = ClusteredPoints.of(folder);
        if (sets.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> parts = new ArrayList<>();
        parts.add(Html.paragraph("""
                K-means was tried with several numbers of clusters k, DBSCAN with several distances ε (epsilon) and numbers of points. Without looking \
                at the classes, k is taken where the silhouette is largest, and epsilon at the knee of the curve of distances to the nearest points, as one has to \
                where classes \
                are not known; they serve only to judge what was found."""));
        MethodComparison verdict = new MethodComparison(sets);
        verdict.comparisons().forEach(sentence -> parts.add(Html.paragraph(sentence)));
        parts.add(table("Taken without looking at the classes", sets, false));
        if (sets.stream().anyMatch(ClusteredPoints::classed)) {
            parts.add(table("The setting of all tried that agrees best with the classes", sets, true));
        }
        parts.add(Html.paragraph("""
                ARI and NMI tell how far clusters and classes agree (0 by chance, 1 at best; noise is taken as a cluster), purity which share of the points is of its \
                cluster's commonest class, the silhouette how much nearer points are to their own cluster than to the next (-1 to 1; noise left out). \
                Times are of one fit, the least of three where it is short."""));
        return Html.join(parts);
    }

    private static Html table(String caption, List<ClusteredPoints> sets, boolean best) {
        Table table = new Table(caption)
                .column("Points")
                .number("Classes")
                .column("Method")
                .column("Setting")
                .number("Clusters")
                .number("Noise")
                .number("ARI")
                .number("NMI")
                .number("Purity")
                .number("Silhouette")
                .number("Time");
        for (ClusteredPoints set : sets) {
            for (String method : List.of(ClusteredPoints.MEANS, ClusteredPoints.DENSITY)) {
                Optional<AttemptRecord> tried = best ? set.best(method) : set.taken(method);
                tried.filter(each -> !best || set.classed()).ifPresent(each -> table.row(cells(set, method, each)));
            }
        }
        return table.html();
    }

    private static List<Cell> cells(ClusteredPoints set, String method, AttemptRecord tried) {
        AgreementRecord agreement = tried.agreement();
        return List.of(
                Cell.text(set.title()),
                set.classes() > 0 ? Cell.count(set.classes()) : Cell.text("–"),
                whole(ClusteredPoints.name(method)),
                whole(ClusteredPoints.setting(tried)),
                Cell.count(tried.clusters()),
                share(set.noise(tried)),
                ClustersSection.decimals(agreement.adjustedRand()),
                ClustersSection.decimals(agreement.mutualInformation()),
                share(Decimal.orNaN(agreement.purity())),
                ClustersSection.decimals(tried.silhouette()),
                new Cell(Html.text(Numbers.duration(tried.seconds())), Double.toString(tried.seconds())));
    }

    private static Cell share(double value) {
        return new Cell(Html.text(Numbers.roundPercent(value)), Double.toString(value));
    }

    private static Cell whole(String text) {
        return new Cell(Html.tag("span", Attributes.of("class", "whole"), Html.text(text)), null);
    }
}
