package nunchi.data;

import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import org.jspecify.annotations.Nullable;

/// The cells of a table as numbers: with decimal points, or, where the separator is no comma, with decimal commas, in
/// all of the table the same; a column of `true` and `false` is one of 1 and 0.
final class CsvNumbers {
    private final CsvColumns columns;
    private final boolean commas;
    /// By column, its first cell.
    private final @Nullable Found[] kinds;
    /// The first cells with a decimal point and with a decimal comma.
    private @Nullable Found point;
    private @Nullable Found comma;

    /// @param commas whether a decimal comma can be one, since cells are parted by another character
    CsvNumbers(CsvColumns columns, boolean commas) {
        this.columns = columns;
        this.commas = commas;
        this.kinds = new Found[columns.count()];
    }

    private record Found(int column, String cell, long line, boolean truth) {}

    /// @param line in the file, from 1
    /// @return the cell rounded to float32
    /// @throws InvalidRequestException when it is no number, or none of the kind that the column or the table has
    float number(int column, String cell, long line) {
        float value = Cells.number(cell);
        boolean truth = Float.isNaN(value) && Cells.isBoolean(cell);
        float number = truth ? Cells.truth(cell) : value;
        if (!Float.isFinite(number) || !commas && cell.indexOf(',') >= 0) {
            throw refused(column, cell, line);
        }
        if (kinds[column] == null) {
            kinds[column] = new Found(column, cell, line, truth);
        }
        Found first = kinds[column];
        if (truth != first.truth) {
            throw new InvalidRequestException(
                    "%s: %s holds both numbers and true or false: '%s' in line %d, '%s' in line %d; write one kind"
                            .formatted(
                                    columns.file(),
                                    columns.inWords(column),
                                    Check.excerpt(first.cell),
                                    first.line,
                                    Check.excerpt(cell),
                                    line));
        }
        if (commas) {
            requireOneSign(column, cell, line);
        }
        return number;
    }

    private void requireOneSign(int column, String cell, long line) {
        if (point == null && cell.indexOf('.') >= 0) {
            point = new Found(column, cell, line, false);
        }
        if (comma == null && cell.indexOf(',') >= 0) {
            comma = new Found(column, cell, line, false);
        }
        if (point != null && comma != null) {
            throw new InvalidRequestException(
                    "%s has decimal commas (%s) and decimal points (%s); write all numbers in one way"
                            .formatted(columns.file(), inWords(comma), inWords(point)));
        }
    }

    private String inWords(Found found) {
        return "'%s' in line %d, %s".formatted(Check.excerpt(found.cell), found.line, columns.inWords(found.column));
    }

    private InvalidRequestException refused(int column, String cell, long line) {
        String first =
                columns.named() || kinds[column] != null ? "" : "; if the first line is a header, " + Remedy.IS_HEADER;
        String shown = Check.excerpt(cell);
        String found = Cells.isMissing(cell)
                ? "has no value ('%s'); %s".formatted(cell, CsvRemedy.NUMBERS.missing())
                : !Cells.isNumber(cell)
                        ? "holds '%s', which is not a number; %s%s"
                                .formatted(shown, columns.remedy().text(), first)
                        : cell.indexOf(',') >= 0 && !commas
                                ? "holds '%s', which is not a number where commas part the cells; write a decimal point"
                                        .formatted(shown)
                                : "holds %s, which is too large for a float".formatted(shown);
        return new InvalidRequestException(
                "%s, line %d: %s %s".formatted(columns.file(), line, columns.inWords(column), found));
    }
}
