package nunchi.app;

/// A line that shows how far a work has come.
final class Bar {
    private static final int LONGEST = 24;
    private static final int LEAST = 4;
    /// A space, two brackets, and the last column, where a terminal would go on to the next line.
    private static final int FRAME = 4;

    private Bar() {}

    /// `epoch 3/5 [███···]  loss …`, with as much of a bar as there is room for; a line that wraps could not be drawn over.
    ///
    /// @param share in [0, 1]
    static String line(String head, double share, String tail, int columns) {
        int room = Math.min(LONGEST, columns - head.length() - tail.length() - FRAME);
        int filled = (int) (Math.max(0, room) * share);
        String bar = room < LEAST ? "" : " [%s%s]".formatted("█".repeat(filled), "·".repeat(room - filled));
        String line = head + bar + tail;
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }
}
