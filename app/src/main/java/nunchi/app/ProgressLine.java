package nunchi.app;

import java.util.List;

/// One line of progress that fits its terminal: a line that wraps could not be drawn over.
final class ProgressLine {
    private static final int BAR = 24;
    private static final int LEAST_BAR = 4;
    /// A space and two brackets.
    private static final int FRAME = 3;

    private ProgressLine() {}

    /// What does not fit is left out whole, the last first; the bar takes the room that remains.
    ///
    /// @param columns of the terminal; the last stays free, where it would go on to the next line
    /// @param share   done, in [0, 1]
    /// @param figures that come before a bar
    /// @param more    that are shown where a bar has room beside them
    static String of(int columns, String what, double share, List<String> figures, List<String> more) {
        int room = columns - 1 - what.length();
        StringBuilder text = new StringBuilder();
        figures.forEach(figure -> append(text, figure, room));
        more.forEach(figure -> append(text, figure, room - LEAST_BAR - FRAME));
        String line = what + bar(Math.min(BAR, room - text.length() - FRAME), share) + text;
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    /// The parts of a plain line; where it is longer than the terminal is wide, it goes on below, indented.
    static String broken(List<String> parts, int columns) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String part : parts) {
            boolean fits = column == 0 || column + part.length() + 2 <= columns;
            text.append(fits ? "" : System.lineSeparator())
                    .append(column == 0 ? "" : "  ")
                    .append(part);
            column = (fits ? column : 0) + part.length() + (column == 0 ? 0 : 2);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String figure, int room) {
        if (text.length() + figure.length() + 2 <= room) {
            text.append("  ").append(figure);
        }
    }

    private static String bar(int width, double share) {
        int filled = (int) (width * share);
        return width < LEAST_BAR ? "" : " [%s%s]".formatted("█".repeat(filled), "·".repeat(width - filled));
    }
}
