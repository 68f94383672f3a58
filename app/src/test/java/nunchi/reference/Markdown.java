package nunchi.reference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A document in Markdown as it grows.
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    /// A heading, a paragraph or a list, followed by an empty line.
    Markdown add(String block) {
        text.append(block.strip()).append("\n\n");
        return this;
    }

    /// A table; nothing where it has no rows.
    Markdown table(List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            text.append(line(head)).append(line(head.stream().map(_ -> "---").toList()));
            rows.forEach(row -> text.append(line(row)));
            text.append('\n');
        }
        return this;
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// A text as code; nothing where there is none.
    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    /// A link to a heading of the same document.
    static String link(String words, String heading) {
        return "[%s](#%s)".formatted(words, anchor(heading));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return text.toString().strip() + "\n";
    }
}
