package nunchi.reference;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The `///` comments of the sources, by type. What lacks one is collected in [#missing].
final class DocComments {
    private static final Pattern TAG = Pattern.compile("(?ms)^@(\\w+)\\s(.*?)(?=^@|\\z)");
    private static final Pattern LINK =
            Pattern.compile("(?<!`)\\[(?:[a-z.]*([A-Z]\\w*)|(?:[\\w.]*#(\\w+)(?:\\([^)]*\\))?))](?!\\()");

    private final Map<String, String> texts = new HashMap<>();
    /// What a sentence says the default is: the table has it in a column of its own.
    private static final Pattern DEFAULT = Pattern.compile(" \\(default: ([^)]+)\\)");

    private final TreeSet<String> missing = new TreeSet<>();

    /// Of all modules of the project.
    DocComments(Path root) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources(root)));
            new Visit(DocTrees.instance(task)).scan(task.parse(), null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .sorted()
                    .toList();
        }
    }

    private final class Visit extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final Deque<String> outer = new ArrayDeque<>();

        private Visit(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String holder =
                    outer.isEmpty() ? getCurrentPath().getCompilationUnit().getPackageName() + "." : outer.peek() + "$";
            String name = holder + type.getSimpleName();
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                texts.put(name, comment);
            }
            outer.push(name);
            super.visitClass(type, nothing);
            outer.pop();
            return null;
        }
    }

    /// What a person must mend: types and components that were asked for and have no comment, and wrong defaults.
    TreeSet<String> missing() {
        return missing;
    }

    /// A default in a component's sentence must be the one that the program takes.
    void requireDefault(Class<?> type, String component, String value) {
        DEFAULT.matcher(param(type, component).orElse(""))
                .results()
                .map(found -> found.group(1))
                .filter(told -> !told.equals(value.replace("`", "")))
                .forEach(told -> missing.add("%s.%s: its comment says the default is %s, but it is %s"
                        .formatted(type.getName(), component, told, value)));
    }

    /// What a type is, without its tags, as Markdown.
    String of(Class<?> type) {
        String text = texts.getOrDefault(type.getName(), "").strip();
        String body = text.replaceFirst("(?ms)^@\\w+\\s.*\\z", "").strip();
        if (body.isEmpty()) {
            missing.add(type.getName());
        }
        return plain(body.replaceAll("(?m)^ (?=\\S)", ""));
    }

    /// The first paragraph of [#of] on one line.
    String first(Class<?> type) {
        return of(type).split("\n\\s*\n")[0].replaceAll("\\s+", " ").strip();
    }

    /// What a component of a record is: the sentence of its `@param`.
    String of(Class<?> type, String component) {
        Optional<String> found = param(type, component);
        if (found.isEmpty()) {
            missing.add(type.getName() + "." + component);
        }
        return sentence(plain(DEFAULT.matcher(found.orElse("")).replaceAll("")));
    }

    private Optional<String> param(Class<?> type, String component) {
        return TAG.matcher(texts.getOrDefault(type.getName(), "").replaceAll("(?m)^ (?=@)", ""))
                .results()
                .filter(tag -> tag.group(1).equals("param"))
                .map(tag -> tag.group(2).strip())
                .filter(tag -> tag.matches("(?s)" + component + "\\s.*"))
                .map(tag -> tag.substring(component.length())
                        .replaceAll("\\s+", " ")
                        .strip())
                .findFirst();
    }

    /// With a large letter at its beginning, but for a symbol, and a point at its end.
    private static String sentence(String text) {
        boolean word = text.matches("(\\p{Ll}{2}|a ).*");
        String begun = word ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
        return begun.isEmpty() || begun.matches(".*[.!?]") ? begun : begun + ".";
    }

    /// Links to types are their names in a document.
    private static String plain(String text) {
        return LINK.matcher(text).replaceAll("`$1$2`");
    }
}
