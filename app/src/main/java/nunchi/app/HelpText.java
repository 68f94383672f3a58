package nunchi.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The help of all commands in lines that fit the terminal.
final class HelpText {
    /// Longer lines are hard to read.
    private static final int WIDEST = 100;
    /// Picocli lays out nothing narrower.
    private static final int NARROWEST = 55;
    /// No paragraph is longer.
    private static final int UNBROKEN = 10_000;

    private HelpText() {}

    /// @param columns of the terminal
    static void fit(CommandLine command, int columns) {
        boolean narrow = columns < NARROWEST;
        int width = Math.min(columns, WIDEST);
        command.setUsageHelpWidth(narrow ? UNBROKEN : width);
        command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> Arrays.stream(help.commandSpec().usageMessage().footer())
                                .map(line -> Lines.folded(line, width) + System.lineSeparator())
                                .collect(Collectors.joining()));
        if (narrow) {
            command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING);
            command.getHelpSectionMap()
                    .computeIfPresent(
                            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                            (_, synopsis) -> help -> "Usage: " + synopsis.render(help));
            command.getHelpSectionMap().replaceAll((_, section) -> help -> folded(section.render(help), columns));
        }
        command.getSubcommands().values().forEach(each -> fit(each, columns));
    }

    private static String folded(String text, int columns) {
        String lines = Lines.folded(text, columns);
        return lines.isEmpty() ? text : lines + System.lineSeparator();
    }
}
