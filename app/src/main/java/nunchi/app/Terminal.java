package nunchi.app;

import java.io.Console;

/// What is at the other end of the output.
///
/// @param interactive whether a person watches, so that a line can be drawn over
/// @param columns     that fit on a line
record Terminal(boolean interactive, int columns) {
    private static final int USUAL_COLUMNS = 80;

    /// As the launcher found it; without the launcher, as Java sees it.
    static Terminal present() {
        String told = System.getProperty("nunchi.terminal");
        Console console = told == null ? System.console() : null;
        boolean interactive = told == null ? console != null && console.isTerminal() : Boolean.parseBoolean(told);
        int columns = Integer.getInteger("nunchi.columns", 0);
        return new Terminal(interactive, columns > 0 ? columns : USUAL_COLUMNS);
    }
}
