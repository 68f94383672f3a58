package nunchi.app;

import java.io.Console;
import java.io.PrintWriter;

/// What is at the other end of the output.
///
/// @param interactive whether a person watches, so that a line can be drawn over
/// @param columns     that fit on a line
record Terminal(boolean interactive, int columns) {
    private static final int USUAL_COLUMNS = 80;

    /// Draws over the line that stands there. The terminal cuts it at its edge, also where it has become narrower since the start: a line that wraps would
    /// stay, and be followed by the next.
    void draw(PrintWriter out, String line) {
        out.print("\r\033[?7l" + line + "\033[K\033[?7h");
        out.flush();
    }

    /// Takes a drawn line away; elsewhere than on a terminal there is none.
    void erase(PrintWriter out) {
        if (interactive) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    /// As the launcher found it; without the launcher, as Java sees it.
    static Terminal present() {
        String told = System.getProperty("nunchi.terminal");
        Console console = told == null ? System.console() : null;
        boolean interactive = told == null ? console != null && console.isTerminal() : Boolean.parseBoolean(told);
        int columns = Integer.getInteger("nunchi.columns", 0);
        return new Terminal(interactive, columns > 0 ? columns : USUAL_COLUMNS);
    }
}
