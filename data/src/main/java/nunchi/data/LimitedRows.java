package nunchi.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;

/// A table's text that is refused where a row does not end, so that no row fills the memory.
final class LimitedRows extends FilterReader {
    /// Characters of a row of texts, and of numbers.
    private static final int OF_TEXTS = 1 << 24;

    private static final int OF_NUMBERS = 1 << 26;

    private final Path file;
    private final int most;
    private final char separator;
    private long line = 1;
    private long start = 1;
    private int length;
    private State state = State.BEGINNING;

    private enum State {
        BEGINNING,
        PLAIN,
        QUOTED,
        QUOTE_WITHIN
    }

    /// @param texts whether the examples are texts
    LimitedRows(Path file, Reader text, char separator, boolean texts) {
        super(text);
        this.most = texts ? OF_TEXTS : OF_NUMBERS;
        this.file = file;
        this.separator = separator;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count((char) read);
        }
        return read;
    }

    @Override
    public int read(char[] into, int offset, int size) throws IOException {
        int read = super.read(into, offset, size);
        for (int i = offset; i < offset + read; i++) {
            count(into[i]);
        }
        return read;
    }

    private void count(char character) {
        boolean quoted = state == State.QUOTED;
        boolean end = character == '\n' || character == '\r';
        line += character == '\n' ? 1 : 0;
        length++;
        if (end && !quoted) {
            length = 0;
            start = line;
            state = State.BEGINNING;
        } else if (character == '"') {
            state = switch (state) {
                case BEGINNING, QUOTE_WITHIN -> State.QUOTED;
                case QUOTED -> State.QUOTE_WITHIN;
                case PLAIN -> State.PLAIN;
            };
        } else if (!quoted) {
            boolean before = state == State.BEGINNING && character == ' ';
            state = character == separator || before ? State.BEGINNING : State.PLAIN;
        }
        if (length > most) {
            throw new InvalidRequestException(
                    "%s, line %d: the row has more than %,d characters; end each row with a line break, and each quoted cell with a quote"
                            .formatted(file, start, most));
        }
    }
}
