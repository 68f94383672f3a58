package nunchi.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.stream.Stream;

/// What is at the other end of the output.
///
/// @param interactive whether a person watches, so that a line can be drawn over
/// @param columns     that fit on a line
record Terminal(boolean interactive, int columns) {
    private static final int USUAL_COLUMNS = 80;
    private static final String START = "\r";
    /// Clears the line from the cursor on.
    private static final String CLEAR = "\033[K";
    /// What passes the edge is cut, or goes on in the next line.
    private static final String CUT = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    /// Draws over the line that stands there. The terminal cuts it at its edge, also where it has become narrower since
    /// the start: a line that wraps would stay, and be followed by the next.
    void draw(PrintWriter out, String line) {
        out.print(START + CUT + line + CLEAR + WRAP);
        out.flush();
    }

    /// The columns that a table may take: of a file or another program, as many as it needs.
    int width() {
        return interactive ? columns : Integer.MAX_VALUE;
    }

    /// Takes a drawn line away; elsewhere than on a terminal there is none.
    void erase(PrintWriter out) {
        if (interactive) {
            out.print(START + CLEAR);
            out.flush();
        }
    }

    /// How many characters of a text, at its beginning, draw or erase a line.
    static int beginning(String text) {
        return Stream.of(START + CUT, START + CLEAR, START)
                .filter(text::startsWith)
                .findFirst()
                .orElse("")
                .length();
    }

    /// How many characters of a text that draws a line end it.
    static int ending(String text) {
        return Stream.of(CLEAR + WRAP, CLEAR)
                .filter(text::endsWith)
                .findFirst()
                .orElse("")
                .length();
    }

    /// As the launcher found it; without the launcher, as Java sees it.
    static Terminal present() {
        String told = System.getProperty("nunchi.terminal");
        Console console = told == null ? System.console() : null;
        return new Terminal(
                draws(
                        told == null ? console != null && console.isTerminal() : Boolean.parseBoolean(told),
                        System.getenv("TERM")),
                presentColumns());
    }

    /// What is at the other end of the error stream; Java by itself cannot see that.
    static Terminal ofErrors() {
        return new Terminal(
                draws(Boolean.getBoolean("nunchi.errors.terminal"), System.getenv("TERM")), presentColumns());
    }

    /// A terminal that calls itself dumb (`TERM=dumb`, as an editor's) shows the signs that draw over a line in place
    /// of following them.
    static boolean draws(boolean isTerminal, String kind) {
        return isTerminal && !"dumb".equals(kind);
    }

    private static int presentColumns() {
        int columns = Integer.getInteger("nunchi.columns", 0);
        return columns > 0 ? columns : USUAL_COLUMNS;
    }
}
