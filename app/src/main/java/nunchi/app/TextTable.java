package nunchi.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table in plain text: words to the left, numbers to the right, two spaces between.
///
/// Where a line would be longer than the terminal is wide, words are wrapped within their columns; then the last column
/// stands below its row; then all cells stand below the first one, each after the name of its column. Numbers and paths
/// are never broken.
final class TextTable {
    private static final int GAP = 2;
    private static final int INDENT = 2;
    /// A column of words is not made narrower.
    private static final int LEAST = 16;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;
    private List<String> head = List.of();

    /// @param alignment one letter a column: `l` or `r`
    TextTable(String alignment) {
        right = new boolean[alignment.length()];
        for (int column = 0; column < right.length; column++) {
            right[column] = alignment.charAt(column) == 'r';
        }
    }

    /// The names of the columns.
    TextTable head(String... names) {
        head = visible(names);
        return this;
    }

    TextTable row(String... cells) {
        rows.add(visible(cells));
        return this;
    }

    /// What commands a terminal or begins a line is shown as text.
    private static List<String> visible(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> VisibleText.visible(cell)
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t"))
                .toList();
    }

    /// As wide as it is.
    @Override
    public String toString() {
        return fitted(Integer.MAX_VALUE);
    }

    /// @param columns of the terminal
    String fitted(int columns) {
        int[] natural = widths(right.length);
        if (width(natural) <= columns) {
            return aligned(natural);
        }
        int[] narrow = narrowed(natural, columns);
        if (narrow != null) {
            return aligned(narrow);
        }
        int last = right.length - 1;
        int[] without = last < 1 || right[last] ? null : narrowed(widths(last), columns);
        return without != null ? hung(without, columns) : stacked(columns);
    }

    private List<List<String>> all() {
        List<List<String>> all = new ArrayList<>(rows);
        if (!head.isEmpty()) {
            all.addFirst(head);
        }
        return all;
    }

    /// Of the first columns, without wrapping.
    private int[] widths(int columns) {
        return IntStream.range(0, columns)
                .map(column -> all().stream()
                        .filter(row -> column < row.size())
                        .mapToInt(row -> Lines.width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static int width(int[] widths) {
        return Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    }

    /// With the widest columns made narrower until all fit; null where they cannot.
    private int @Nullable [] narrowed(int[] widths, int columns) {
        int[] narrow = widths.clone();
        int[] least = IntStream.range(0, widths.length)
                .map(column -> least(column, widths[column]))
                .toArray();
        while (width(narrow) > columns) {
            int widest = IntStream.range(0, narrow.length)
                    .filter(column -> narrow[column] > least[column])
                    .boxed()
                    .max((a, b) -> Integer.compare(narrow[a], narrow[b]))
                    .orElse(-1);
            if (widest < 0) {
                return null;
            }
            narrow[widest]--;
        }
        return narrow;
    }

    /// Of numbers the name alone wraps.
    private int least(int column, int natural) {
        int words = all().stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> right[column] && row != head
                        ? Lines.width(row.get(column))
                        : Lines.longestWord(row.get(column)))
                .max()
                .orElse(0);
        return right[column] ? words : Math.max(words, Math.min(natural, LEAST));
    }

    private String aligned(int[] widths) {
        StringBuilder text = new StringBuilder();
        all().forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> row, int[] widths) {
        List<List<String>> cells = IntStream.range(0, Math.min(row.size(), widths.length))
                .mapToObj(column -> Lines.wrapped(row.get(column), widths[column]))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder whole = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                String cell =
                        line < cells.get(column).size() ? cells.get(column).get(line) : "";
                String padding = " ".repeat(Math.max(0, widths[column] - Lines.width(cell)));
                whole.append(column == 0 ? "" : " ".repeat(GAP))
                        .append(right[column] ? padding + cell : cell + padding);
            }
            text.append(whole.toString().stripTrailing()).append(System.lineSeparator());
        }
    }

    /// With the last column below its row.
    private String hung(int[] widths, int columns) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : all()) {
            append(text, row, widths);
            if (row.size() > widths.length) {
                text.append(Lines.folded(" ".repeat(INDENT) + row.getLast(), columns))
                        .append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    /// All cells below the first one.
    String stacked(int columns) {
        int names = head.stream().skip(1).mapToInt(Lines::width).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            // A mark alone is no title.
            int titles = row.size() > 1
                            && row.getFirst().length() < 2
                            && head.size() > 1
                            && head.getFirst().isEmpty()
                    ? 2
                    : 1;
            String title = String.join(" ", row.subList(0, titles)).strip();
            text.append(Lines.folded(title, columns)).append(System.lineSeparator());
            for (int column = titles; column < row.size(); column++) {
                if (!row.get(column).isEmpty()) {
                    text.append(item(column < head.size() ? head.get(column) : "", names, row.get(column), columns))
                            .append(System.lineSeparator());
                }
            }
        }
        return text.toString();
    }

    private static String item(String name, int names, String value, int columns) {
        int indent = INDENT + (names == 0 ? 0 : names + GAP);
        String first = " ".repeat(INDENT) + name + " ".repeat(indent - INDENT - Lines.width(name));
        return first + String.join(System.lineSeparator() + " ".repeat(indent), Lines.wrapped(value, columns - indent));
    }
}
