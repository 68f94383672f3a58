package nunchi.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.Remedy;

/// The labels of a table's rows, taken in one by one, and the classes that they are.
final class CsvLabels {
    private final CsvColumns columns;
    private final Reading reading;
    /// By the cell's text, in the order of occurrence.
    private final LinkedHashMap<String, Integer> labels = new LinkedHashMap<>();
    /// The first line whose label is a word for a missing value; 0 for none.
    private long missingLabelLine;
    /// Classes that are words for a missing value elsewhere.
    private List<String> wordsAsClasses = List.of();

    CsvLabels(CsvColumns columns, Reading reading) {
        this.columns = columns;
        this.reading = reading;
    }

    /// @return the number of the label in the order of occurrence
    int number(int column, String cell, long line) {
        Check.require(
                !cell.isEmpty(),
                "%s, line %d: %s has no label ('%s'); fill it in, or remove the line"
                        .formatted(columns.file(), line, columns.inWords(column), cell));
        if (missingLabelLine == 0 && Cells.isMissing(cell)) {
            missingLabelLine = line;
        }
        return labels.computeIfAbsent(cell, _ -> labels.size());
    }

    /// Sorts the labels and gives each row its class's number.
    ///
    /// @param numbers of the labels of all rows, as [#number] had them; afterwards of the classes
    List<String> classes(float[] numbers, int rows) {
        List<String> texts = new ArrayList<>(labels.keySet());
        String column = columns.inWords(columns.outputs().getFirst());
        boolean numeric = texts.stream().allMatch(Cells::isNumber);
        String fraction = numeric
                ? texts.stream()
                        .filter(text -> !Cells.isWhole(Cells.withoutZeros(text)))
                        .findFirst()
                        .orElse(null)
                : null;
        Check.require(
                fraction == null,
                "%s: %s holds %s, which is not a class; for a regression name the column as target, for classes another one as label"
                        .formatted(columns.file(), column, fraction));
        requireNoneMissing(texts, column);
        requireNoHeaderAsRow(column, numbers, rows);
        return sorted(numeric ? wholeNumbers(texts, column) : texts, numbers, rows);
    }

    /// As pandas writes whole numbers among missing ones, `1.0`: the class is 1.
    private List<String> wholeNumbers(List<String> texts, String column) {
        for (String text : texts) {
            String whole = Cells.withoutZeros(text);
            if (!whole.equals(text)) {
                Integer number = labels.remove(text);
                Integer other = labels.put(whole, number);
                Check.require(
                        other == null,
                        "%s: %s holds the label %s written in two ways, one of them '%s'; write it in one way"
                                .formatted(columns.file(), column, whole, text));
            }
        }
        return new ArrayList<>(labels.keySet());
    }

    private List<String> sorted(List<String> texts, float[] numbers, int rows) {
        texts.sort(Cells.order(texts));
        int[] numberOf = new int[texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            numberOf[Objects.requireNonNull(labels.get(texts.get(i)))] = i;
        }
        for (int row = 0; row < rows; row++) {
            numbers[row] = numberOf[(int) numbers[row]];
        }
        return texts;
    }

    /// Among numbers `NaN` is a missing one; among texts `Na` is sodium.
    private void requireNoneMissing(List<String> texts, String column) {
        List<String> missing = texts.stream().filter(Cells::isMissing).toList();
        boolean amongNumbers = texts.size() > missing.size()
                && texts.stream().allMatch(text -> Cells.isNumber(text) || Cells.isMissing(text));
        Check.require(
                missing.isEmpty() || !amongNumbers,
                "%s, line %d: %s holds '%s' among numbers, which is not a label; fill it in, or remove these lines"
                        .formatted(
                                columns.file(), missingLabelLine, column, missing.isEmpty() ? "" : missing.getFirst()));
        wordsAsClasses = missing;
    }

    /// A header of numbers cannot be told from a row, but its last name occurs once, where classes occur more often.
    private void requireNoHeaderAsRow(String column, float[] numbers, int rows) {
        if (columns.named() || reading.header() != null || labels.size() < 2) {
            return;
        }
        int[] occurrences = new int[labels.size()];
        for (int row = 0; row < rows; row++) {
            occurrences[(int) numbers[row]]++;
        }
        String first = labels.firstEntry().getKey();
        boolean alone = occurrences[0] == 1
                && !Cells.isNumber(first)
                && Arrays.stream(occurrences).skip(1).allMatch(count -> count > 1);
        Check.require(
                !alone,
                ("%s: the first line may be a header or a row: in %s it holds '%s', which occurs once, and every other label occurs more than once; "
                                + "%s")
                        .formatted(columns.file(), column, Check.excerpt(first), Remedy.SAY_HEADER));
    }

    /// What a person should know of labels that may be missing values.
    Optional<String> note() {
        if (wordsAsClasses.isEmpty()) {
            return Optional.empty();
        }
        String words = wordsAsClasses.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
        return Optional.of(
                "%s holds %s, read as %s; if labels are missing there, remove these lines (line %d is the first)"
                        .formatted(
                                columns.inWords(columns.outputs().getFirst()),
                                words,
                                wordsAsClasses.size() == 1 ? "a class" : "classes",
                                missingLabelLine));
    }
}
