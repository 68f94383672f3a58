package nunchi.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.model.TableColumn;

/// A column of texts of a table, taken in row by row.
final class CsvTexts {
    private static final int FIRST_ROWS = 1000;

    private final CsvColumns columns;
    private final TableColumn column;
    private final List<String> texts = new ArrayList<>();
    private long[] lines = new long[FIRST_ROWS];

    CsvTexts(CsvColumns columns, TableColumn column) {
        this.columns = columns;
        this.column = column;
    }

    void add(List<String> cells, long line) {
        String text = cells.get(column.position());
        Check.require(
                !text.isEmpty(),
                "%s, line %d: %s has no text; fill it in, or remove the line"
                        .formatted(columns.file(), line, column.inWords()));
        if (texts.size() == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[texts.size()] = line;
        texts.add(text);
    }

    Texts texts() {
        Check.require(!texts.isEmpty(), "%s has no rows besides its header".formatted(columns.file()));
        long[] places = Arrays.copyOf(lines, texts.size());
        return new Texts(texts, row -> "%s, line %d: %s".formatted(columns.file(), places[row], column.inWords()));
    }
}
