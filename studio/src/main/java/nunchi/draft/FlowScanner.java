package nunchi.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Follows the braces and brackets of a YAML text, `{dense: {units: 10}}`, character by character.
final class FlowScanner {
    /// What is open.
    private static final class Open {
        private final boolean keyed;
        private final Set<String> keys = new LinkedHashSet<>();
        private String key = "";

        private Open(boolean keyed) {
            this.keyed = keyed;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder token = new StringBuilder();
    private char quote;

    boolean isOpen() {
        return !open.isEmpty();
    }

    /// @param line up to its end or to the caret; what follows the last bracket is left out
    void read(String line) {
        char before = ' ';
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            boolean comment = each == '#' && quote == 0 && Character.isWhitespace(before);
            if (comment || i > 0 && !isOpen()) {
                return;
            }
            take(each, i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1)));
            before = each;
        }
    }

    /// @param last whether a blank or the end of the line follows
    private void take(char each, boolean last) {
        if (quote != 0) {
            quote = each == quote ? 0 : quote;
            token.append(each);
            return;
        }
        switch (each) {
            case '{', '[' -> {
                open.push(new Open(each == '{'));
                token.setLength(0);
            }
            case '}', ']' -> {
                if (isOpen()) {
                    open.pop();
                }
                token.setLength(0);
            }
            case ',' -> {
                if (isOpen()) {
                    open.element().key = "";
                }
                token.setLength(0);
            }
            default -> character(each, last);
        }
    }

    private void character(char each, boolean last) {
        if (each == ':' && last && isOpen() && open.element().keyed) {
            open.element().key = token.toString().strip().replaceAll("[\"']", "");
            open.element().keys.add(open.element().key);
            token.setLength(0);
            return;
        }
        if ((each == '"' || each == '\'') && token.toString().isBlank()) {
            quote = each;
        }
        token.append(each);
    }

    /// @param outer path of what the outermost bracket is the value of
    CaretPlace caret(List<String> outer, boolean comment) {
        if (comment) {
            return CaretPlace.NOWHERE;
        }
        List<String> path = new ArrayList<>(outer);
        open.descendingIterator().forEachRemaining(each -> {
            if (!each.keyed) {
                path.add(CaretPlace.ELEMENT);
            } else if (!each.key.isEmpty()) {
                path.add(each.key);
            }
        });
        Open inner = open.element();
        boolean value = !inner.keyed || !inner.key.isEmpty();
        return new CaretPlace(
                List.copyOf(path),
                value,
                false,
                Set.copyOf(inner.keys),
                token.toString().stripLeading());
    }
}
