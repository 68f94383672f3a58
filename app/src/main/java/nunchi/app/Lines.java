package nunchi.app;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lines that fit a terminal: broken between words, never within one.
final class Lines {
    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
    private static final int FIRST_EMOJI = 0x1F300;
    private static final int LAST_EMOJI = 0x1FAFF;
    private static final int INDENT = 2;

    private Lines() {}

    /// The columns that a text takes: two for each Chinese, Japanese and Korean character, none for an accent by
    /// itself.
    static int width(String text) {
        return text.codePoints().map(Lines::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return WIDE.contains(UnicodeScript.of(character)) || character >= FIRST_EMOJI && character <= LAST_EMOJI
                ? 2
                : 1;
    }

    static int longestWord(String text) {
        int longest = 0;
        for (String word : text.split(" ")) {
            longest = Math.max(longest, width(word));
        }
        return longest;
    }

    /// @return at least one line; only a word that is longer passes the width
    static List<String> wrapped(String text, int width) {
        if (width(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.toString().isBlank() && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Each line of a text broken where it is too long; what follows is indented a little more than its line.
    static String folded(String text, int columns) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            if (width(line) <= columns) {
                lines.add(line);
                return;
            }
            int indent = line.length() - line.stripLeading().length();
            List<String> parts = wrapped(line.strip(), columns - indent - INDENT);
            lines.add(" ".repeat(indent) + parts.getFirst());
            parts.stream().skip(1).forEach(part -> lines.add(" ".repeat(indent + INDENT) + part));
        });
        return String.join(System.lineSeparator(), lines);
    }
}
