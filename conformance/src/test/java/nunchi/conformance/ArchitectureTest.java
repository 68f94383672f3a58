package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the house that a compiler does not hold: who may import whom, and how large things may grow.
class ArchitectureTest {
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_METHOD = 30;
    private static final int LINES_OF_A_KERNEL = 80;
    private static final int COLUMNS = 170;
    private static final Path ROOT = Repository.root();
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+?)(?:\\.\\*)?;", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern EXTENDS = Pattern.compile("\\bclass (\\w+)(?:<[^{]*?>)? extends (\\w+)");
    private static final Pattern DECLARES = Pattern.compile("\\bclass (\\w+)");
    private static final String STATEMENT = "else|if|for|while|switch|try|return|new|case|record|class|interface|enum";
    private static final Pattern METHOD = Pattern.compile("^( {4,12})(?!" + STATEMENT + ")[\\w<>\\[\\], .?@]+\\((?!.*->).*\\{$");
    private static final Pattern TILE = Pattern.compile("/cpu/kernel/(Along|Across)\\d+x\\d+\\.java");
    private static final Pattern JDK_OR_OURS = Pattern.compile("(java|jdk\\.incubator\\.vector|nunchi)\\..*");

    /// What the main code of a module may import of ours.
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "core", Set.of("core"),
            "conformance", Set.of("conformance", "core"),
            "cpu", Set.of("cpu", "core"),
            "workbench", Set.of("workbench", "core"),
            "app", Set.of("app", "workbench", "core"),
            "benchmarks", Set.of("benchmarks", "app", "workbench", "cpu", "conformance", "core"),
            "examples", Set.of("examples", "workbench", "cpu", "core"));

    private static final Set<String> PURE = Set.of("core", "conformance", "cpu");

    private record Source(String module, Path file, String text) {
        boolean main() {
            return file.toString().contains("/src/main/");
        }

        List<String> imports() {
            return IMPORT.matcher(text).results().map(match -> match.group(1)).toList();
        }

        String shown() {
            return ROOT.relativize(file).toString();
        }
    }

    @Test
    void modulesImportOnlyWhatTheyMay() {
        Map<String, String> owners = new HashMap<>();
        mainSources().forEach(source -> packageOf(source).ifPresent(name -> owners.put(name, source.module())));
        List<String> breaches = new ArrayList<>();
        mainSources().forEach(source -> source.imports().forEach(name -> {
            String owner = ownerOf(name, owners);
            if (owner != null && !MAY_IMPORT.get(source.module()).contains(owner)) {
                breaches.add(source.shown() + " imports " + name + " of " + owner);
            }
        }));
        assertThat(owners).containsEntry("nunchi.graph", "core").containsEntry("nunchi.conformance", "conformance");
        assertThat(breaches).isEmpty();
    }

    @Test
    void coreConformanceAndCpuImportTheJdkAndOursAlone() {
        List<String> foreign = mainSources().filter(source -> PURE.contains(source.module()))
                .flatMap(source -> source.imports().stream()
                        .filter(name -> !JDK_OR_OURS.matcher(name).matches())
                        .map(name -> source.shown() + " imports " + name))
                .toList();
        assertThat(foreign).isEmpty();
    }

    @Test
    void onlyCpuUsesTheVectorApi() {
        List<String> users = mainSources().filter(source -> source.text().contains("jdk.incubator"))
                .filter(source -> source.file().endsWith("module-info.java") || source.imports().stream().anyMatch(name -> name.startsWith("jdk.incubator")))
                .map(Source::module).distinct().toList();
        assertThat(users).isSubsetOf("cpu", "benchmarks");
    }

    @Test
    void noFileIsLongerThan300Lines() {
        assertThat(sources().filter(source -> source.text().lines().count() > LINES_OF_A_FILE).map(Source::shown)).isEmpty();
    }

    @Test
    void noLineIsLongerThanAScreen() {
        List<String> wide = sources().flatMap(source -> source.text().lines()
                .filter(line -> line.length() > COLUMNS && !line.strip().startsWith("//"))
                .map(line -> source.shown() + ": " + line)).toList();
        assertThat(wide).isEmpty();
    }

    /// Kernels may have 80 lines; register tiles are written out and may have as many as a file.
    @Test
    void noMethodIsLongerThan30Lines() {
        assertThat(sources().flatMap(source -> longMethods(source).stream())).isEmpty();
    }

    /// A file that takes its name before it is on the disk can be empty after a loss of power.
    @Test
    void oneClassAloneRenamesFilesIntoPlaceAndForcesThemFirst() {
        List<Source> renaming = mainSources().filter(source -> source.text().matches("(?s).*(Files\\s*\\.move|\\brenameTo)\\(.*")).toList();
        assertThat(renaming).singleElement().satisfies(source -> {
            assertThat(source.file().getFileName()).hasToString("WholeFile.java");
            assertThat(source.text()).containsSubsequence("force(part", "Files.move(part", "forceNames(part");
        });
    }

    @Test
    void nothingIsProtected() {
        assertThat(sources().filter(source -> withoutTexts(source).matches("(?s).*\\bprotected\\b.*")).map(Source::shown)).isEmpty();
    }

    @Test
    void noClassExtendsOneOfOurs() {
        Set<String> ours = sources().flatMap(source -> DECLARES.matcher(withoutTexts(source)).results().map(match -> match.group(1))).collect(Collectors.toSet());
        List<String> heirs = sources().flatMap(source -> EXTENDS.matcher(withoutTexts(source)).results()
                .filter(match -> ours.contains(match.group(2))).map(match -> match.group(1) + " extends " + match.group(2))).toList();
        assertThat(ours).contains("Graph");
        assertThat(heirs).isEmpty();
    }

    /// Main classes are final, or there is nothing to extend: records, interfaces, enums. JMH alone extends its benchmarks itself.
    @Test
    void everyMainClassIsFinal() {
        Pattern open = Pattern.compile("^(?:public )?(?:abstract )?(?:static )?class \\w+", Pattern.MULTILINE);
        assertThat(mainSources().filter(source -> open.matcher(withoutTexts(source)).find() && !source.text().contains("@Benchmark")).map(Source::shown)).isEmpty();
    }

    private static List<String> longMethods(Source source) {
        List<String> lines = source.text().lines().toList();
        int limit = TILE.matcher(source.shown()).find() ? LINES_OF_A_FILE : source.shown().contains("/cpu/kernel/") ? LINES_OF_A_KERNEL : LINES_OF_A_METHOD;
        List<String> found = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            Matcher matcher = METHOD.matcher(lines.get(start));
            if (matcher.matches()) {
                int end = lines.subList(start, lines.size()).indexOf(matcher.group(1) + "}");
                if (end - 1 > limit) {
                    found.add("%s:%d has %d lines".formatted(source.shown(), start + 1, end - 1));
                }
            }
        }
        return found;
    }

    private static String withoutTexts(Source source) {
        return source.text().replaceAll("(?m)//.*$", "").replaceAll("\"(?:\\\\.|[^\"\\\\\n])*\"", "\"\"");
    }

    private static Optional<String> packageOf(Source source) {
        return PACKAGE.matcher(source.text()).results().map(match -> match.group(1)).findFirst();
    }

    /// The module whose package is the longest that begins the imported name.
    private static String ownerOf(String imported, Map<String, String> owners) {
        String name = imported;
        while (name.contains(".")) {
            name = name.substring(0, name.lastIndexOf('.'));
            if (owners.containsKey(name)) {
                return owners.get(name);
            }
        }
        return null;
    }

    private static Stream<Source> mainSources() {
        return sources().filter(Source::main);
    }

    private static Stream<Source> sources() {
        return MAY_IMPORT.keySet().stream().sorted()
                .flatMap(module -> javaFiles(ROOT.resolve(module).resolve("src")).map(file -> new Source(module, file, read(file))));
    }

    private static Stream<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
