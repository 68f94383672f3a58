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
/// @param rest   what points of no group are called
public record MapDrawing(String title, MatrixView places, List<String> axes, int[] groups, List<String> names, String rest) {
    public MapDrawing {
        Check.require(places.columns() >= 2, "a map is drawn in the plane; its points need 2 components or more, and have %d".formatted(places.columns()));
        axes = List.copyOf(axes);
        names = List.copyOf(names);
    }

    public MapDrawing(String title, MatrixView places, List<String> axes, int[] groups, List<String> names) {
        this(title, places, axes, groups, names, "none");
    }

    /// @param rows the number of what is known of the rows among the page's data ([Sprite#rows]); -1 for nothing
    Html html(Chapter chapter, int rows) {
        return html(chapter, rows, groups == null ? -1 : grouping(chapter, groups, names));
    }

    /// Puts the groups among the page's data, once for all maps that are coloured by them.
    ///
    /// @return their number
    static int grouping(Chapter chapter, int[] groups, List<String> names) {
        ObjectNode grouping = JsonNodeFactory.instance.objectNode().put("kind", "grouping");
        names.forEach(grouping.putArray("names")::add);
        ArrayNode numbers = grouping.putArray("groups");
        for (int group : groups) {
            numbers.add(group);
        }
        return chapter.add(grouping);
    }

    /// @param grouping the groups' number among the page's data; -1 for none
    Html html(Chapter chapter, int rows, int grouping) {
        return Html.tag("figure", Attributes.of("class", "chart"), box(chapter, rows, grouping), Html.tag("figcaption", Html.text(title)));
    }

    /// The map alone, without what stands below it.
    Html box(Chapter chapter, int rows, int grouping) {
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("kind", "map").put("caption", title).put("rest", rest).put("rows", rows).put("grouping", grouping);
        axes.forEach(map.putArray("axes")::add);
        Places.add(map, places);
        String coloured = grouping < 0 ? "" : ", coloured by %s".formatted(Numbers.count(names.size(), "group"));
        String instead = "%s: %s%s.".formatted(title, Numbers.count(places.rows(), "point"), coloured);
        return Html.tag("div", Attributes.of("class", "map", "data-map", Integer.toString(chapter.add(map)), "role", "img", "aria-label", instead));
    }
}
