package nunchi.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Follows the indented lines of a YAML text, and by [FlowScanner] what stands in braces and brackets.
final class BlockScanner {
    private static final Pattern DASH = Pattern.compile("-(?:\\s+|$)");
    private static final Pattern KEY = Pattern.compile("([^\\s:{}\\[\\],\"'#][^:{}\\[\\]#]*?)\\s*:(?:\\s+|$)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#");
    private static final int NONE = -1;

    /// A key or an element that later lines may lie in.
    ///
    /// @param before keys of the same place
    private record Level(int indent, String name, Set<String> before) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private FlowScanner flow = new FlowScanner();
    /// Of the key whose value is a text of several lines.
    private int folded = NONE;

    /// What a line has before what it ends with.
    private record Start(int indent, boolean listed, String rest) {}

    void line(String line) {
        if (flow.isOpen()) {
            flow.read(line + " ");
            return;
        }
        if (isPassed(line)) {
            return;
        }
        Start start = start(line);
        Matcher key = KEY.matcher(start.rest);
        String value = start.rest;
        if (key.lookingAt()) {
            enter(start.indent, key.group(1));
            value = start.rest.substring(key.end());
        }
        value(value, start.indent);
    }

    /// Whether a line is empty, a comment, or part of a text of several lines.
    private boolean isPassed(String line) {
        boolean within = folded != NONE && (line.isBlank() || indent(line) > folded);
        if (!within && !line.isBlank()) {
            folded = NONE;
        }
        return within || line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /// Enters the elements whose dashes a line begins with.
    private Start start(String line) {
        int indent = indent(line);
        String rest = line.stripLeading();
        boolean listed = false;
        for (Matcher dash = DASH.matcher(rest); dash.lookingAt(); dash = DASH.matcher(rest)) {
            leave(indent, false);
            levels.push(new Level(indent, CaretPlace.ELEMENT, Set.of()));
            indent += dash.end();
            rest = rest.substring(dash.end());
            listed = true;
        }
        return new Start(indent, listed, rest);
    }

    /// Leaves what a line of this indentation does not lie in.
    ///
    /// @param keys whether keys of the same indentation are left too; a list may be indented as its key is
    /// @return the keys of the place that is left last
    private Set<String> leave(int indent, boolean keys) {
        Set<String> before = new LinkedHashSet<>();
        while (!levels.isEmpty()) {
            Level level = levels.element();
            boolean same = level.indent == indent && (keys || level.name.equals(CaretPlace.ELEMENT));
            if (level.indent <= indent && !same) {
                break;
            }
            levels.pop();
            if (same && !level.name.equals(CaretPlace.ELEMENT)) {
                before.addAll(level.before);
                before.add(level.name);
            }
        }
        return before;
    }

    private void enter(int indent, String key) {
        levels.push(new Level(indent, key, leave(indent, true)));
    }

    private void value(String value, int indent) {
        if (value.startsWith("{") || value.startsWith("[")) {
            flow = new FlowScanner();
            flow.read(value + " ");
        } else if (value.startsWith("|") || value.startsWith(">")) {
            folded = indent;
        }
    }

    /// The last line, up to the caret.
    CaretPlace caret(String line) {
        boolean comment = COMMENT.matcher(line).find();
        if (flow.isOpen()) {
            return within(line, comment);
        }
        if (comment || folded != NONE && indent(line) > folded) {
            return CaretPlace.NOWHERE;
        }
        Start start = start(line);
        Matcher key = KEY.matcher(start.rest);
        if (key.lookingAt() && !start.rest.endsWith(":")) {
            enter(start.indent, key.group(1));
            return ended(start.rest.substring(key.end()), false);
        }
        if (start.listed || start.rest.startsWith("{") || start.rest.startsWith("[")) {
            return ended(start.rest, start.listed);
        }
        Set<String> before = leave(start.indent, true);
        return new CaretPlace(path(), false, false, before, start.rest);
    }

    private CaretPlace ended(String value, boolean listed) {
        if (value.startsWith("{") || value.startsWith("[")) {
            flow = new FlowScanner();
            return within(value, false);
        }
        return new CaretPlace(path(), true, listed, Set.of(), value);
    }

    private CaretPlace within(String value, boolean comment) {
        flow.read(value);
        return flow.isOpen() ? flow.caret(path(), comment) : CaretPlace.NOWHERE;
    }

    private List<String> path() {
        List<String> path = new ArrayList<>();
        levels.descendingIterator().forEachRemaining(level -> path.add(level.name));
        return List.copyOf(path);
    }
}
