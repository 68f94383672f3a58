package nunchi.report;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.check.Check;
import nunchi.report.page.Colouring;
import nunchi.report.page.PointMap;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// Rows as points of the plane, coloured by group.
///
/// @param title  its heading
/// @param places `[n, 2 or more]`, of which the first two columns are drawn
/// @param axes   their two names; none where they mean nothing, as on a map by t-SNE
/// @param groups `[n]`, positions in `names`, -1 for none; null where all points have one colour
/// @param names  of the groups
/// @param rest   what points of no group are called
public record MapDrawing(
        String title, MatrixView places, List<String> axes, int @Nullable [] groups, List<String> names, String rest) {
    public MapDrawing {
        Check.require(
                places.columns() >= 2,
                "a map is drawn in the plane; its points need 2 components or more, and have %d"
                        .formatted(places.columns()));
        axes = List.copyOf(axes);
        names = List.copyOf(names);
    }

    public MapDrawing(String title, MatrixView places, List<String> axes, int @Nullable [] groups, List<String> names) {
        this(title, places, axes, groups, names, "none");
    }

    /// The map as HTML for a notebook, [nunchi.train.ResultView].
    public String toHtml() {
        return Fragment.of("", html(Chapter.still(), null));
    }

    /// @param rows the number of what is known of the rows among the page's drawings ([Sprite#rows]); null for nothing
    Html html(Chapter chapter, @Nullable Integer rows) {
        return html(chapter, rows, groups == null ? null : colouring(chapter, groups, names));
    }

    /// Puts the groups among the page's drawings, once for all maps that are coloured by them.
    ///
    /// @return their number
    static int colouring(Chapter chapter, int[] groups, List<String> names) {
        return chapter.drawings()
                .add(new Colouring(names, IntStream.of(groups).boxed().toList()));
    }

    /// @param colouring the groups' number among the page's drawings; null for none
    Html html(Chapter chapter, @Nullable Integer rows, @Nullable Integer colouring) {
        return Html.tag(
                "figure",
                Attributes.of("class", "chart"),
                box(chapter, rows, colouring),
                Html.tag("figcaption", Html.text(title)));
    }

    /// The map alone, without what stands below it.
    Html box(Chapter chapter, @Nullable Integer rows, @Nullable Integer colouring) {
        String coloured = colouring == null ? "" : ", coloured by %s".formatted(Numbers.count(names.size(), "group"));
        String instead = "%s: %s%s.".formatted(title, Numbers.count(places.rows(), "point"), coloured);
        return chapter.drawings().map(PointMap.of(title, axes, rest, places).with(rows, colouring), instead);
    }
}
