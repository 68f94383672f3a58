package nunchi.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/// What the program prints: control characters of names and files are shown as `\x1b` and command no terminal.
///
/// Line feeds and tabs pass. The program redraws its own line by [Terminal#draw]; what that begins and ends with passes
/// only at the beginning and at the end of what is written at once, where no name stands.
final class VisibleText extends FilterWriter {

    VisibleText(Writer out) {
        super(out);
    }

    static PrintWriter to(PrintStream stream) {
        return new PrintWriter(new VisibleText(new OutputStreamWriter(stream, stream.charset())), true);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String whole = text.substring(offset, offset + length);
        int from = offset + Terminal.beginning(whole);
        int to = from > offset ? Math.max(from, offset + length - Terminal.ending(whole)) : offset + length;
        out.write(text, offset, from - offset);
        out.write(visible(text.substring(from, to)));
        out.write(text, to, offset + length - to);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character), 0, 1);
    }

    /// The same text with every control character but line feed and tab written out.
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (commands(character) && !lineEnd(text, at)) {
                shown.append(
                        character < 0x100
                                ? "\\x%02x".formatted((int) character)
                                : "\\u%04x".formatted((int) character));
            } else {
                shown.append(character);
            }
        }
        return shown.toString();
    }

    private static boolean commands(char character) {
        boolean turnsDirection =
                character >= '\u202A' && character <= '\u202E' || character >= '\u2066' && character <= '\u2069';
        return Character.isISOControl(character) && character != '\n' && character != '\t' || turnsDirection;
    }

    private static boolean lineEnd(String text, int at) {
        return text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }
}
