package nunchi.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `docs/reference/commands.md`.
final class CommandReference {
    private static final Pattern DEFAULT = Pattern.compile(" \\(default: (.+)\\)\\.$");
    private static final String INTRODUCTION = """
            This page is generated from the program: it has what `nunchi COMMAND --help` prints. An option that cannot act beside the \
            others is refused in one sentence. `--help` is an option of every command.
            """;

    /// Of the usages, whatever the terminal's is.
    private static final int WIDTH = 100;

    private final Markdown page = new Markdown();
    private final CommandLine program;

    CommandReference(CommandLine program) {
        this.program = program.setUsageHelpWidth(WIDTH);
    }

    String text() {
        List<CommandLine> all = below(program).toList();
        page.add("# Commands").add(INTRODUCTION);
        page.table(
                List.of("command", ""),
                all.stream().map(CommandReference::summary).toList());
        page.add("Exit codes, where a command has no others:").table(List.of("code", "meaning"), codes(program));
        all.forEach(this::command);
        return page.toString();
    }

    /// Those that do something themselves.
    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(each -> each.getSubcommands().isEmpty() ? Stream.of(each) : below(each));
    }

    private static List<String> summary(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return List.of(Markdown.link("`%s`".formatted(name), name), header(command));
    }

    private static String header(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().header());
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        page.add("## " + spec.qualifiedName()).add(header(command));
        page.add("```\n" + command.getHelp().synopsis(0).strip() + "\n```");
        String description = String.join(" ", spec.usageMessage().description());
        if (!description.isBlank()) {
            page.add(description);
        }
        page.table(List.of("parameter or option", "meaning", "default"), rows(spec));
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            page.table(List.of("exit code", "meaning"), codes(command));
        }
        page.add("```\n"
                + Arrays.stream(spec.usageMessage().footer())
                        .filter(line -> line.startsWith("  "))
                        .map(String::strip)
                        .collect(Collectors.joining("\n"))
                + "\n```");
    }

    private static List<List<String>> codes(CommandLine command) {
        return command.getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
                .map((Map.Entry<String, String> code) -> List.of(Markdown.code(code.getKey()), code.getValue()))
                .toList();
    }

    private static List<List<String>> rows(CommandSpec spec) {
        List<List<String>> rows = new ArrayList<>();
        for (PositionalParamSpec each : spec.positionalParameters()) {
            rows.add(row(each.paramLabel(), each));
        }
        for (OptionSpec each : spec.options()) {
            if (!each.hidden() && !each.usageHelp()) {
                rows.add(row(names(each), each));
            }
        }
        return rows;
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        String both = option.negatable() ? names + ", " + names.replace("--", "--no-") : names;
        return option.arity().max() > 0 ? both + " " + option.paramLabel() : both;
    }

    private static List<String> row(String label, ArgSpec argument) {
        String text = String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
                .replace("$$", "$");
        Matcher told = DEFAULT.matcher(text);
        boolean flag = argument.arity().max() == 0;
        String value = told.find() ? told.group(1) : argument.required() ? "required" : flag ? "off" : "";
        return List.of(Markdown.code(label), DEFAULT.matcher(text).replaceFirst("."), value);
    }
}
