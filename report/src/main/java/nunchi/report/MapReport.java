package nunchi.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.data.Dataset;
import nunchi.report.page.Rows;
import nunchi.tensor.Shape;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// A page of maps: rows as points, each with its image where rows are images, and what is to be said of them.
///
/// @param title   of the page
/// @param summary one paragraph
/// @param figures what was measured, in words, by its name
/// @param maps    of the same rows
/// @param curves  of how they were made; may be empty
/// @param data    the rows from its first on, to be shown as images; null for none
/// @param command that makes the page anew
public record MapReport(
        String title,
        String summary,
        SequencedMap<String, String> figures,
        List<MapDrawing> maps,
        List<LineDrawing> curves,
        @Nullable Dataset data,
        String command) {
    /// Brightnesses of all images, so that a page stays below 15 MB.
    private static final int MOST_VALUES = 8_000_000;

    /// Writes the page, in place of an older one.
    ///
    /// @return the file
    /// @throws nunchi.check.InvalidRequestException when it cannot be written
    public Path write(Path file) {
        return Report.store(file, html());
    }

    /// Maps, metrics and curves as HTML for a notebook, [nunchi.train.ResultView].
    public String toHtml() {
        Chapter chapter = Chapter.still();
        List<Html> drawings = maps.stream().map(map -> map.html(chapter, null)).toList();
        Html charts = Html.tag("div", Attributes.of("class", "maps"), Html.join(drawings));
        return Fragment.of(title, Html.join(Html.paragraph(summary), charts, table(), drawn(chapter)));
    }

    String html() {
        Chapter chapter = Chapter.first();
        int rows = maps.isEmpty() ? 0 : maps.getFirst().places().rows();
        int shown = shown(rows);
        Integer pictures =
                data == null || shown == 0 ? null : chapter.drawings().add(pictures(data, shown));
        List<Html> drawings = new ArrayList<>();
        maps.forEach(map -> drawings.add(map.html(chapter, pictures)));
        String hint = shown == 0
                ? ""
                : shown == rows
                        ? "A point shows its image when it is pointed at."
                        : "Of the %s points, the first %s show their images when they are pointed at."
                                .formatted(Numbers.count(rows), Numbers.count(shown));
        Html note =
                hint.isEmpty() ? Html.NOTHING : Html.tag("p", Attributes.of("class", "note screen"), Html.text(hint));
        Html charts = Html.tag("div", Attributes.of("class", "maps mapped"), Html.join(drawings));
        Html body = Html.join(
                Html.paragraph(summary),
                chapter.section(maps.size() == 1 ? "Map" : "Maps", Html.join(charts, note)),
                chapter.section("Metrics", Html.join(table(), drawn(chapter))),
                chapter.section("How to reproduce", Html.tag("pre", Html.tag("code", Html.text(command)))));
        return Page.of(title, Html.NOTHING, body, chapter);
    }

    private Html drawn(Chapter chapter) {
        return curves.isEmpty()
                ? Html.NOTHING
                : Html.tag(
                        "div",
                        Attributes.of("class", "charts"),
                        Html.join(curves.stream()
                                .map(curve -> curve.html(chapter))
                                .toList()));
    }

    private Html table() {
        Table table = new Table("What was measured").column("Metric").column("Value");
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            table.row(Table.Cell.text(Words.capital(figure.getKey())), Table.Cell.text(figure.getValue()));
        }
        return table.html();
    }

    /// How many of the rows have their images on the page.
    private int shown(int rows) {
        return data == null
                ? 0
                : data.image()
                        .filter(shape -> shape.extent(2) == 1 || shape.extent(2) == 3)
                        .map(shape -> Math.min(rows, MOST_VALUES / shape.size()))
                        .orElse(0);
    }

    private static Rows pictures(Dataset data, int count) {
        Shape shape = data.image().orElseThrow();
        byte[] images = new byte[count * shape.size()];
        float[] values = new float[shape.size()];
        for (int row = 0; row < count; row++) {
            data.example(row, values, 0);
            for (int i = 0; i < values.length; i++) {
                images[row * values.length + i] = (byte) data.range().brightness(values[i]);
            }
        }
        return new Rows(
                "", List.of(), Sprite.sheet(new Picture(shape.extent(0), shape.extent(1), shape.extent(2)), images));
    }
}
