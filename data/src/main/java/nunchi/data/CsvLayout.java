package nunchi.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.TableColumn;
import org.jspecify.annotations.Nullable;

/// Finds which columns of a table are what, as the reading says.
final class CsvLayout {
    private final Reading reading;
    private final CsvHeader header;

    CsvLayout(Reading reading, CsvHeader header) {
        this.reading = reading;
        this.header = header;
        Check.require(
                header.count() >= 2,
                "%s has one column; a table has at least one number and a label or target in each row, parted by , ; | or tabs"
                        .formatted(header.file()));
    }

    /// The columns asked for: of the label or of the targets.
    static List<String> wanted(Reading reading) {
        TargetText texts = reading.targetText();
        if (texts != null) {
            return List.of(texts.column() == null ? "-1" : texts.column());
        }
        return !reading.target().isEmpty()
                ? reading.target()
                : reading.label().isEmpty() ? List.of("-1") : reading.label();
    }

    /// As the reading says.
    @Nullable
    Boolean given() {
        return reading.header();
    }

    CsvHeader header() {
        return header;
    }

    /// Whether label or target are given by names that the header has.
    boolean namesOutputs() {
        boolean given = !reading.label().isEmpty() || !reading.target().isEmpty() || reading.targetText() != null;
        return given
                && wanted(reading).stream()
                        .allMatch(column ->
                                !Cells.isPosition(column) && header.cells().contains(column));
    }

    /// The columns of label or targets.
    List<Integer> outputs() {
        List<Integer> outputs = wanted(reading).stream().map(header::find).toList();
        requireDistinct(kind(), outputs, header);
        return outputs;
    }

    /// Of a table without a label: all columns but those ignored, as numbers.
    static CsvColumns numbers(Reading reading, CsvHeader header) {
        List<Integer> ignored = ignored(reading, header);
        List<TableColumn> features = header.columns().stream()
                .filter(column -> !ignored.contains(column))
                .map(header::column)
                .toList();
        Check.require(
                !features.isEmpty(),
                "%s has no column left; of its %d columns, all are ignored".formatted(header.file(), header.count()));
        return new CsvColumns(header, features, List.of(), CsvRemedy.NUMBERS);
    }

    private static List<Integer> ignored(Reading reading, CsvHeader header) {
        List<Integer> ignored = reading.ignore().stream().map(header::find).toList();
        requireDistinct("ignore", ignored, header);
        return ignored;
    }

    private String kind() {
        return reading.targetText() != null ? "targetText" : reading.target().isEmpty() ? "label" : "target";
    }

    CsvColumns columns() {
        List<Integer> outputs = outputs();
        List<Integer> ignored = ignored(reading, header);
        outputs.stream().filter(ignored::contains).findFirst().ifPresent(both -> {
            throw new InvalidRequestException("%s: %s is named by both %s and ignore; name it by one"
                    .formatted(header.file(), header.inWords(both), kind()));
        });
        Check.require(
                reading.text() != null || reading.targetText() == null,
                "%s: targetText names the texts to predict; name the column of the texts that the model reads too: text"
                        .formatted(header.file()));
        if (reading.text() != null) {
            return text(header.find(reading.text()), outputs);
        }
        return columns(
                outputs,
                header.columns().stream()
                        .filter(i -> !outputs.contains(i) && !ignored.contains(i))
                        .toList());
    }

    private CsvColumns text(int column, List<Integer> outputs) {
        Check.require(
                !outputs.contains(column),
                "%s: %s is named by both text and %s; name the column of the %s too"
                        .formatted(header.file(), header.inWords(column), kind(), kind()));
        return new CsvColumns(header, List.of(header.column(column)), outputs, CsvRemedy.LEARN);
    }

    private CsvColumns columns(List<Integer> outputs, List<Integer> features) {
        Check.require(
                !features.isEmpty(),
                "%s has no column left to learn from; of its %d columns, all are label, target or ignored"
                        .formatted(header.file(), header.count()));
        List<Integer> categories = reading.categories().stream()
                .map(column -> feature("categories", column, features))
                .toList();
        if (reading.missing() instanceof Missing.Columns each) {
            each.columns().keySet().forEach(column -> feature("missing", column, features));
        }
        Check.require(
                reading.image() == null || categories.isEmpty(),
                "%s is read as images, whose values are no categories; leave image or categories out"
                        .formatted(header.file()));
        return new CsvColumns(
                header,
                features.stream()
                        .map(header::column)
                        .map(column ->
                                categories.contains(column.position()) ? column.withCategories(List.of()) : column)
                        .toList(),
                outputs,
                CsvRemedy.LEARN);
    }

    private int feature(String key, String column, List<Integer> features) {
        int position = header.find(column);
        Check.require(
                features.contains(position),
                "%s: %s names '%s', which is not a column to learn from".formatted(header.file(), key, column));
        return position;
    }

    private static void requireDistinct(String key, List<Integer> columns, CsvHeader header) {
        Set<Integer> seen = new HashSet<>();
        for (int column : columns) {
            Check.require(
                    seen.add(column),
                    "%s: %s names %s twice; name each column once"
                            .formatted(header.file(), key, header.inWords(column)));
        }
    }
}
