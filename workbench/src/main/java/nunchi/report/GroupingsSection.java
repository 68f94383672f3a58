package nunchi.report;

import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// K-means beside DBSCAN on each set of points, with the settings that are taken without looking at the classes and with those that agree best with them.
final class GroupingsSection implements ReportSection {
    @Override
    public String title() {
        return "Which does better where";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Table table = new Table("Both on the same points").column("Points").column("Method").column("Setting").number("Clusters").number("Noise")
                .number("ARI").number("NMI").number("Purity").number("Silhouette").number("Time");
        for (JsonNode set : folder.result().path("points")) {
            for (String method : new String[] {"kmeans", "dbscan"}) {
                JsonNode one = set.path(method).path("settings").path(set.path(method).path("taken").asInt(0));
                String setting = method.equals("kmeans") ? "k = " + one.path("k").asInt()
                        : "epsilon %s, %d points".formatted(Numbers.loss(one.path("epsilon").asDouble()), one.path("minPoints").asInt());
                table.row(Cell.text(set.path("title").asString("")), Cell.text(method.equals("kmeans") ? "k-means" : "DBSCAN"), Cell.text(setting),
                        Cell.count(one.path("clusters")), Cell.percent(one.path("noise").asDouble() / set.path("rows").asDouble(1)),
                        Cell.loss(one.path("adjustedRand")), Cell.loss(one.path("mutualInformation")), Cell.percent(one.path("purity")),
                        Cell.loss(one.path("silhouette")), Cell.seconds(one.path("seconds")));
            }
        }
        return table.html();
    }
}
