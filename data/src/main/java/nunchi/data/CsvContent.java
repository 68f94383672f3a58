package nunchi.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.model.TableColumns;

/// Reads tables that another program sent, as [CsvFile] reads files; nothing is unpacked.
public final class CsvContent {
    private final Path name;
    private final byte[] content;

    /// @param name    for complaints: `the table`
    /// @param content text in UTF-8, or in UTF-16 with a byte order mark
    public CsvContent(String name, byte[] content) {
        this.name = Path.of(name);
        this.content = content;
    }

    /// The examples of a table that needs no label and no target.
    ///
    /// @param columns that examples are made of; others are left out
    /// @throws InvalidRequestException when it is no table, or has not these columns: with line and column
    public CsvExamples examples(TableColumns columns) {
        return read(CsvFile.ofExamples(name, columns)).examples();
    }

    /// The texts of a table that needs no label and no target.
    ///
    /// @param columns with the one that holds the texts; others are left out
    /// @throws InvalidRequestException when it is no table, or has not this column
    public List<String> texts(TableColumns columns) {
        return read(CsvFile.ofTexts(name, columns)).texts().values();
    }

    private CsvTable read(CsvFile table) {
        try {
            return table.read(new ByteArrayInputStream(content));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(name, unreadable.getMessage()), unreadable);
        }
    }
}
