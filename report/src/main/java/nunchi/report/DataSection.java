package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.record.DataRecord;
import nunchi.record.DataRecord.AugmentedRecord;
import nunchi.record.DataRecord.ExampleRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// How the examples were divided, how many of each class there are, and what they look like.
final class DataSection implements ReportSection {
    /// Classes of which a page has a row each.
    private static final int MOST = 1000;
    private static final int EXTREMES = 100;

    @Override
    public String title() {
        return "Data";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        DataRecord data = folder.data();
        List<Html> parts = new ArrayList<>();
        if (data.split() != null && !data.split().isEmpty()) {
            parts.add(Html.paragraph(sentence(data.split())));
        }
        if (data.source() != null && !data.source().isEmpty()) {
            parts.add(Html.tag("p", Attributes.of("class", "note"), Html.text("Source: " + data.source())));
        }
        Objects.requireNonNullElse(data.notes(), List.<String>of())
                .forEach(note -> parts.add(Html.paragraph("Note: " + note + ".")));
        parts.add(counts(data, folder.evaluation().ofLabels()));
        parts.add(ColumnsTable.of(data.table(), data.text() == null ? "numbers" : "texts"));
        parts.add(TextsTable.of(data));
        parts.add(samples(data));
        parts.add(
                augmented(data, folder.run().epochs() == null ? 0 : folder.run().epochs()));
        return Html.join(parts);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /// The classes that the table has: all, or those with the most and the fewest examples in a part.
    private static List<Integer> shown(DataRecord data, Split part) {
        Stream<Integer> all = IntStream.range(0, data.classes().size()).boxed();
        if (data.classes().size() <= MOST) {
            return all.toList();
        }
        List<Integer> sorted = all.sorted(
                        Comparator.comparingInt(category -> -Objects.requireNonNullElse(rows(data, part, category), 0)))
                .toList();
        return Stream.concat(sorted.stream().limit(EXTREMES), sorted.stream().skip(sorted.size() - EXTREMES))
                .toList();
    }

    /// Null where it is not known.
    private static @Nullable Integer rows(DataRecord data, Split part, int category) {
        List<Integer> perClass = data.perClass(part);
        return category < perClass.size() ? perClass.get(category) : null;
    }

    private static Html counts(DataRecord data, boolean ofLabels) {
        List<Split> present = Stream.of(Split.values())
                .filter(part -> data.rows(part) != null)
                .toList();
        if (present.isEmpty()) {
            return Html.NOTHING;
        }
        Html drawn = table(data, present);
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

    private static Html table(DataRecord data, List<Split> present) {
        List<String> classes = data.classes();
        List<Integer> shown = shown(data, present.getFirst());
        String whose = shown.size() == classes.size()
                ? "each class"
                : "the %d most and the %d least frequent of %s"
                        .formatted(EXTREMES, EXTREMES, Numbers.count(classes.size(), "class"));
        Table table = classes.isEmpty()
                ? new Table("Examples in each split").column("Examples")
                : new Table("Examples of %s in each split".formatted(whose)).column("Class");
        present.forEach(part -> table.number(Words.capital(Words.part(part))));
        for (int i : shown) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(Gallery.className(classes, i)));
            for (Split part : present) {
                row.add(Cell.count(rows(data, part, i)));
            }
            table.row(row);
        }
        List<Cell> total = new ArrayList<>();
        total.add(Cell.text(classes.isEmpty() ? "All" : "All examples"));
        present.forEach(part -> total.add(Cell.count(data.rows(part))));
        return (classes.isEmpty() ? table.row(total) : table.total(total.toArray(Cell[]::new))).html();
    }

    private static Html samples(DataRecord data) {
        Picture picture = Picture.of(data.imageShape());
        List<Html> figures = new ArrayList<>();
        for (ExampleRecord sample : data.samples()) {
            String label = Gallery.className(data.classes(), sample.label());
            Html image =
                    picture == null ? Html.NOTHING : picture.html(sample.image(), "training example labelled " + label);
            add(figures, image, label);
        }
        return Gallery.of("Training examples with their labels", figures);
    }

    /// Some examples, each followed by what the first epochs make of it.
    ///
    /// @param trained how many epochs there were; 0 where that is not known
    private static Html augmented(DataRecord data, int trained) {
        Picture picture = Picture.of(data.imageShape());
        List<Html> figures = new ArrayList<>();
        if (picture == null) {
            return Html.NOTHING;
        }
        for (AugmentedRecord row : Objects.requireNonNullElse(data.augmented(), List.<AugmentedRecord>of())) {
            String number = "row " + row.row();
            add(figures, picture.html(row.image(), number + " as it is"), number);
            int shown = trained == 0
                    ? row.epochs().size()
                    : Math.min(trained, row.epochs().size());
            for (int epoch = 0; epoch < shown; epoch++) {
                add(
                        figures,
                        picture.html(row.epochs().get(epoch), "%s in epoch %d".formatted(number, epoch + 1)),
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
