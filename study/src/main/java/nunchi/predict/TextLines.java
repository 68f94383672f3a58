package nunchi.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;

/// Reads texts from a stream, one in each line.
final class TextLines {
    /// Characters of a line.
    private static final int MOST = 1 << 24;
    private static final int BUFFER = 1 << 13;

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private TextLines(String name) {
        this.name = name;
    }

    /// @param name of the stream, for a person
    static List<String> read(String name, InputStream content) {
        TextLines texts = new TextLines(name);
        try {
            texts.read(GivenFile.reader(content, BUFFER));
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException(
                    "%s is not text in UTF-8 after line %d; write one text a line, in UTF-8"
                            .formatted(name, texts.lines.size()),
                    binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(name, unreadable.getMessage()), unreadable);
        }
        Check.require(!texts.lines.isEmpty(), "%s is empty; write one text a line".formatted(name));
        return texts.lines;
    }

    private void read(BufferedReader text) throws IOException {
        int before = 0;
        for (int read = text.read(); read >= 0; read = text.read()) {
            if (read == '\r' || read == '\n' && before != '\r') {
                end();
            } else if (read != '\n') {
                line.append((char) read);
            }
            before = read;
            Check.require(
                    line.length() <= MOST,
                    "%s, line %d: it has more than %,d characters; write one text a line"
                            .formatted(name, lines.size() + 1, MOST));
        }
        if (!line.isEmpty()) {
            end();
        }
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
    }
}
