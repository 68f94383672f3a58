package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// How the examples were divided, how many of each class there are, and what they look like.
final class DataSection implements ReportSection {
    /// Classes of which a page has a row each.
    private static final int MOST = 1000;
    private static final int EXTREMES = 100;
    private static final List<String> PARTS = List.of("train", "validation", "test");
    private static final Map<String, String> NAMES =
            Map.of("train", "Training", "validation", "Validation", "test", "Test");

    @Override
    public String title() {
        return "Data";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode data = folder.data();
        List<Html> parts = new ArrayList<>();
        for (String key : List.of("split", "source")) {
            if (!data.path(key).asString("").isEmpty()) {
                Attributes style = key.equals("source") ? Attributes.of("class", "note") : Attributes.NONE;
                parts.add(Html.tag(
                        "p",
                        style,
                        Html.text(
                                key.equals("source")
                                        ? "Source: " + data.path(key).asString()
                                        : sentence(data.path(key).asString()))));
            }
        }
        data.path("notes").forEach(note -> parts.add(Html.paragraph("Note: " + note.asString("") + ".")));
        parts.add(counts(data, folder.evaluation().path("targets").asString("").equals("labels")));
        parts.add(ColumnsTable.of(data.path("table")));
        parts.add(samples(data));
        parts.add(augmented(data, folder.result().path("epochs").asInt(0)));
        return Html.join(parts);
    }

    private static String sentence(String text) {
        return text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /// The classes that the table has: all, or those with the most and the fewest examples in a part.
    private static List<Integer> shown(JsonNode data, String part) {
        Stream<Integer> all = IntStream.range(0, data.path("classes").size()).boxed();
        if (data.path("classes").size() <= MOST) {
            return all.toList();
        }
        JsonNode rows = data.path("parts").path(part).path("perClass");
        List<Integer> sorted = all.sorted(
                        Comparator.comparingInt(category -> -rows.path(category).asInt(0)))
                .toList();
        return Stream.concat(sorted.stream().limit(EXTREMES), sorted.stream().skip(sorted.size() - EXTREMES))
                .toList();
    }

    private static Html counts(JsonNode data, boolean ofLabels) {
        List<String> present = PARTS.stream()
                .filter(part -> data.path("parts").path(part).path("rows").isNumber())
                .toList();
        if (present.isEmpty()) {
            return Html.NOTHING;
        }
        JsonNode classes = data.path("classes");
        List<Integer> shown = shown(data, present.getFirst());
        String whose = shown.size() == classes.size()
                ? "each class"
                : "the %d most and the %d least frequent of %s"
                        .formatted(EXTREMES, EXTREMES, Numbers.count(classes.size(), "class"));
        Table table = classes.isEmpty()
                ? new Table("Examples in each part").column("Examples")
                : new Table("Examples of %s in each part".formatted(whose)).column("Class");
        present.forEach(part -> table.number(NAMES.get(part)));
        for (int i : shown) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(classes.path(i).asString(Integer.toString(i))));
            for (String part : present) {
                row.add(Cell.count(
                        data.path("parts").path(part).path("perClass").path(i)));
            }
            table.row(row);
        }
        List<Cell> total = new ArrayList<>();
        total.add(Cell.text(classes.isEmpty() ? "All" : "All examples"));
        present.forEach(
                part -> total.add(Cell.count(data.path("parts").path(part).path("rows"))));
        Html drawn = (classes.isEmpty() ? table.row(total) : table.total(total.toArray(Cell[]::new))).html();
        return ofLabels
                ? Html.join(
                        drawn,
                        Html.tag(
                                "p",
                                Attributes.of("class", "note"),
                                Html.text(
                                        "An example may have several of the labels or none, so that their counts do not add up to the number of all examples.")))
                : drawn;
    }

    private static Html samples(JsonNode data) {
        Picture picture = Picture.of(data.path("imageShape"));
        List<Html> figures = new ArrayList<>();
        for (JsonNode sample : data.path("samples")) {
            String label = Gallery.className(data.path("classes"), sample.path("label"));
            Html image = picture == null
                    ? Html.NOTHING
                    : picture.html(sample.path("image"), "training example labelled " + label);
            add(figures, image, label);
        }
        return Gallery.of("Training examples with their labels", figures);
    }

    /// Some examples, each followed by what the first epochs make of it.
    ///
    /// @param trained how many epochs there were; 0 where that is not known
    private static Html augmented(JsonNode data, int trained) {
        Picture picture = Picture.of(data.path("imageShape"));
        List<Html> figures = new ArrayList<>();
        for (JsonNode row : picture == null
                ? List.<JsonNode>of()
                : data.path("augmented").valueStream().toList()) {
            String number = "row " + row.path("row").asLong();
            add(figures, picture.html(row.path("image"), number + " as it is"), number);
            int shown = trained == 0
                    ? row.path("epochs").size()
                    : Math.min(trained, row.path("epochs").size());
            for (int epoch = 0; epoch < shown; epoch++) {
                add(
                        figures,
                        picture.html(row.path("epochs").path(epoch), "%s in epoch %d".formatted(number, epoch + 1)),
                        "epoch %d".formatted(epoch + 1));
            }
        }
        return Gallery.of("Training examples as they are, and changed at random as the first epochs see them", figures);
    }

    private static void add(List<Html> figures, Html image, String caption) {
        if (!image.isEmpty()) {
            figures.add(Html.tag("figure", image, Html.tag("figcaption", Html.text(caption))));
        }
    }
}
