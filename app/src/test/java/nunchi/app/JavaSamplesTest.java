package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java in the documents compiles. A block with a `main` is a program; the other blocks of a document follow one
/// another in one method. A block whose fence has a word after `java`, the name of another library, is left alone.
class JavaSamplesTest {
    private static final String MODULE = "import module nunchi.workbench;";
    private static final Pattern PROGRAM = Pattern.compile("(?m)^(public static )?void main\\(");
    private static final Pattern IMPORTS = Pattern.compile("(\\s*import [\\w.*]+;)+\\s*");
    private static final Pattern DECLARATION = Pattern.compile("(?m)^(public |final )*(record|class|interface|enum) ");

    @TempDir
    private Path classes;

    /// A source, and the line of the document that each of its lines stands in.
    private static final class Source extends SimpleJavaFileObject {
        private final List<String> lines = new ArrayList<>();
        private final List<String> places = new ArrayList<>();

        private Source() {
            super(URI.create("string:///Sample.java"), Kind.SOURCE);
        }

        private void add(String place, String line) {
            lines.add(line);
            places.add(place);
        }

        private void add(DocumentBlock block, String text) {
            int line = block.line();
            for (String each : text.lines().toList()) {
                add(block.document() + ":" + line++, each);
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return String.join("\n", lines);
        }
    }

    @Test
    void everySampleCompiles() throws IOException {
        List<DocumentBlock> samples = samples(DocumentBlock.all());
        assertThat(samples).hasSizeGreaterThan(9);
        assertThat(errors(samples)).isEmpty();
    }

    @Test
    void aSampleThatDoesNotCompileIsNamed() {
        List<DocumentBlock> samples = samples(DocumentBlock.of("a.md", """
                ```java
                Dataset digits = Digits.load();
                ```

                ```java
                digits.noSuchMethod();
                ```

                ```java
                record Own(Layer layer) {}
                ```

                ```java
                void main() {
                    NoSuchClass missing;
                }
                ```

                ```java other
                NoSuchLibrary skipped;
                ```
                """));
        assertThat(errors(samples))
                .hasSize(2)
                .anySatisfy(error -> assertThat(error)
                        .startsWith("a.md:6: cannot find symbol")
                        .contains("noSuchMethod"));
        assertThat(errors(samples))
                .anySatisfy(error -> assertThat(error).startsWith("a.md:15:").contains("NoSuchClass"));
    }

    private static List<DocumentBlock> samples(List<DocumentBlock> blocks) {
        return blocks.stream()
                .filter(block -> block.language().equals("java") && block.note().isEmpty())
                .toList();
    }

    private List<String> errors(List<DocumentBlock> samples) {
        List<String> errors = new ArrayList<>();
        Map<String, List<DocumentBlock>> documents = samples.stream()
                .collect(Collectors.groupingBy(DocumentBlock::document, LinkedHashMap::new, Collectors.toList()));
        documents.values().forEach(blocks -> {
            for (DocumentBlock block : blocks) {
                if (program(block)) {
                    Source source = new Source();
                    source.add(block, block.text().contains("import ") ? block.text() : MODULE + block.text());
                    errors.addAll(errors(source));
                }
            }
            errors.addAll(errors(
                    together(blocks.stream().filter(block -> !program(block)).toList())));
        });
        return errors;
    }

    private static boolean program(DocumentBlock block) {
        return PROGRAM.matcher(block.text()).find();
    }

    /// One class of all blocks: imports, types, and a method with the statements. Where a document has imports of its
    /// own, nothing else is imported.
    private static Source together(List<DocumentBlock> blocks) {
        Source source = new Source();
        List<DocumentBlock> imports = blocks.stream()
                .filter(block -> IMPORTS.matcher(block.text()).matches())
                .toList();
        imports.forEach(block -> source.add(block, block.text()));
        source.add("", "import module java.base;" + (imports.isEmpty() ? MODULE : ""));
        source.add("", "final class Sample {");
        blocks.stream()
                .filter(block -> DECLARATION.matcher(block.text()).find())
                .forEach(block -> source.add(block, block.text()));
        source.add("", "void sample() throws Exception {");
        blocks.stream()
                .filter(block -> !imports.contains(block)
                        && !DECLARATION.matcher(block.text()).find())
                .forEach(block -> source.add(block, statements(block.text())));
        source.add("", "}}");
        return source;
    }

    /// JShell needs no semicolons.
    private static String statements(String text) {
        return text.contains(";") ? text : text.replaceAll("(?m)$(?<!\\n)", ";");
    }

    private List<String> errors(Source source) {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "--module-path", modules, "--add-modules", "nunchi.workbench", "-d");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = new ArrayList<>(options);
        all.add(classes.toString());
        compiler.getTask(null, null, found, all, null, List.of(source)).call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> place(source, each.getLineNumber()) + ": " + each.getMessage(null))
                .toList();
    }

    private static String place(Source source, long line) {
        return line < 1 ? "?" : source.places.get((int) line - 1);
    }
}
