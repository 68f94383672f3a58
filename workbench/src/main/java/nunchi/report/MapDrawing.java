package nunchi.report;

import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.check.Check;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows as points of the plane, coloured by group.
///
/// @param title  its heading
/// @param places `[n, 2 or more]`, of which the first two columns are drawn
/// @param axes   their two names; none where they mean nothing, as on a map by t-SNE
/// @param groups `[n]`, positions in `names`, -1 for none; null where all points have one colour
/// @param names  of the groups
public record MapDrawing(String title, MatrixView places, List<String> axes, int[] groups, List<String> names) {
    /// Places are written to this share of the extent.
    private static final double FINEST = 1 / 4000.0;

    public MapDrawing {
        Check.require(places.columns() >= 2, "a map is drawn in the plane; its points need 2 components or more, and have %d".formatted(places.columns()));
        axes = List.copyOf(axes);
        names = List.copyOf(names);
    }

    /// @param pictures the number of the rows' pictures among the page's data; -1 for none
    Html html(Chapter chapter, int pictures) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode();
        double step = Math.max(extent(0), extent(1)) * FINEST;
        put(chart.putArray("x"), 0, step);
        put(chart.putArray("y"), 1, step);
        chart.put("step", step);
        axes.forEach(chart.putArray("axes")::add);
        names.forEach(chart.putArray("names")::add);
        ArrayNode numbers = chart.putArray("groups");
        for (int i = 0; groups != null && i < groups.length; i++) {
            numbers.add(groups[i]);
        }
        chart.put("pictures", pictures);
        String coloured = groups == null ? "" : ", coloured by %s".formatted(Numbers.count(names.size(), "group"));
        return new Chart("map", title, "%s: %s%s.".formatted(title, Numbers.count(places.rows(), "point"), coloured), chart).html(chapter);
    }

    /// As whole numbers of steps, which take the fewest letters.
    private void put(ArrayNode array, int column, double step) {
        for (int row = 0; row < places.rows(); row++) {
            array.add(Math.round(places.get(row, column) / step));
        }
    }

    private double extent(int column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < places.rows(); row++) {
            least = Math.min(least, places.get(row, column));
            most = Math.max(most, places.get(row, column));
        }
        return most > least ? most - least : 1;
    }
}
