package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.page.Chart;
import nunchi.report.page.Clustering;
import nunchi.report.page.Colouring;
import nunchi.report.page.PageData;
import nunchi.report.page.PointMap;
import nunchi.report.page.Rows;

/// What is drawn on a page by its scripts, while its sections are written. Each is added once and has a number from
/// then on.
final class Drawings {
    /// Whether they are drawn here, as SVG.
    private final boolean still;

    private final List<Chart> charts = new ArrayList<>();
    private final List<PointMap> maps = new ArrayList<>();
    private final List<Colouring> colourings = new ArrayList<>();
    private final List<Rows> rows = new ArrayList<>();
    private final List<Clustering> clusterings = new ArrayList<>();

    private Drawings(boolean still) {
        this.still = still;
    }

    /// What the scripts of the page draw.
    static Drawings byScripts() {
        return new Drawings(false);
    }

    /// Drawn at once, for a page without scripts.
    static Drawings still() {
        return new Drawings(true);
    }

    /// A chart has a caption, and a text that stands for it where it cannot be seen.
    ///
    /// @param instead what the drawing shows, in words
    Html chart(Chart chart, String instead) {
        if (still) {
            return StillChart.figure(chart, instead);
        }
        int number = add(charts, chart);
        Attributes attributes = Attributes.of(
                "class",
                "plot " + chart.kind(),
                "data-chart",
                Integer.toString(number),
                "role",
                "img",
                "aria-label",
                instead);
        return Html.tag(
                "figure",
                Attributes.of("class", "chart"),
                Html.tag("div", attributes),
                Html.tag("figcaption", Html.text(chart.caption())));
    }

    /// The map alone, without what stands below it.
    Html map(PointMap map, String instead) {
        if (still) {
            return StillMap.of(map, map.colouring() == null ? null : colourings.get(map.colouring()), instead);
        }
        int number = add(maps, map);
        return Html.tag(
                "div",
                Attributes.of(
                        "class", "map", "data-map", Integer.toString(number), "role", "img", "aria-label", instead));
    }

    int add(Colouring colouring) {
        return add(colourings, colouring);
    }

    int add(Rows known) {
        return add(rows, known);
    }

    int add(Clustering clustering) {
        return add(clusterings, clustering);
    }

    private static <T> int add(List<T> list, T drawn) {
        list.add(drawn);
        return list.size() - 1;
    }

    PageData data() {
        return new PageData(charts, maps, colourings, rows, clusterings);
    }
}
