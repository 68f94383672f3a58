package nunchi.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts modules of JavaScript into one script, because a page that is opened as a file cannot import others. Each
/// module is a function that gives what it exports, and stands after all that it imports. Two forms are understood,
/// each on a line of its own, and everything else is refused: `import { a, b } from './name.js';` and an `export`
/// before a `const` or a `function`.
public final class Modules {
    private static final Pattern IMPORT = Pattern.compile("import \\{ (\\w+(?:, \\w+)*) } from '\\./(\\w+)\\.js';");
    private static final Pattern EXPORT = Pattern.compile("export ((?:async )?function|const) (\\w+)\\b.*");
    private static final Pattern STATEMENT = Pattern.compile("\\s*(?:import|export)\\b.*|.*\\bimport\\(.*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?://|/?\\*).*");

    private final UnaryOperator<String> source;
    private final Map<String, Set<String>> exports = new HashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final List<String> begun = new ArrayList<>();

    private Modules(UnaryOperator<String> source) {
        this.source = source;
    }

    /// @param entry  the module that begins
    /// @param source the text of a module by its name, without `.js`
    /// @throws IllegalStateException where a line or a name cannot be resolved, or modules import each other
    public static String script(String entry, UnaryOperator<String> source) {
        Modules modules = new Modules(source);
        modules.add(entry);
        return String.join("", modules.written.values());
    }

    private void add(String module) {
        if (begun.contains(module)) {
            throw new IllegalStateException("modules import each other: "
                    + String.join(", ", begun.subList(begun.indexOf(module), begun.size())) + ", " + module);
        }
        if (written.containsKey(module)) {
            return;
        }
        begun.add(module);
        Set<String> names = new TreeSet<>();
        String body = source.apply(module)
                .lines()
                .map(line -> line(module, line, names))
                .collect(Collectors.joining("\n"));
        begun.removeLast();
        exports.put(module, names);
        written.put(
                module,
                "const $%s = (() => {\n%s\nreturn { %s };\n})();\n".formatted(module, body, String.join(", ", names)));
    }

    private String line(String module, String line, Set<String> names) {
        if (COMMENT.matcher(line).matches() || !STATEMENT.matcher(line).matches()) {
            return line;
        }
        Matcher imported = IMPORT.matcher(line);
        if (imported.matches()) {
            return bound(module, imported.group(1), imported.group(2));
        }
        Matcher exported = EXPORT.matcher(line);
        if (!exported.matches()) {
            throw new IllegalStateException(
                    "%s.js: a module imports by \"import { a, b } from './name.js';\" and exports a const or a function, but there is: %s"
                            .formatted(module, line));
        }
        names.add(exported.group(2));
        return line.substring("export ".length());
    }

    private String bound(String module, String names, String from) {
        add(from);
        List<String> missing = List.of(names.split(", ")).stream()
                .filter(name -> !exports.getOrDefault(from, Set.of()).contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("%s.js imports %s, which %s.js does not export"
                    .formatted(module, String.join(", ", missing), from));
        }
        return "const { %s } = $%s;".formatted(names, from);
    }
}
