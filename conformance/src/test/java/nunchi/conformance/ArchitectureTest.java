package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules of the house that a compiler does not hold: how large files may grow, and what is used nowhere. Who may
/// import whom is held by [PackagesTest].
class ArchitectureTest {
    private static final int LINES_OF_A_FILE = 300;
    private static final int COLUMNS = 120;
    private static final Pattern EXTENDS = Pattern.compile("\\bclass (\\w+)(?:<[^{]*?>)? extends (\\w+)");
    private static final Pattern DECLARES = Pattern.compile("\\bclass (\\w+)");
    private static final Pattern JDK_OR_OURS =
            Pattern.compile("(java|jdk\\.incubator\\.vector|org\\.jspecify\\.annotations|nunchi)\\..*");

    private static final Set<String> PURE = Set.of("core", "conformance", "cpu");

    @Test
    void coreConformanceAndCpuImportTheJdkAndOursAlone() {
        List<String> foreign = Source.ofMain()
                .filter(source -> PURE.contains(source.module()))
                .flatMap(source -> source.imports().stream()
                        .filter(name -> !JDK_OR_OURS.matcher(name).matches())
                        .map(name -> source.shown() + " imports " + name))
                .toList();
        assertThat(foreign).isEmpty();
    }

    @Test
    void onlyCpuUsesTheVectorApi() {
        List<String> users = Source.ofMain()
                .filter(source -> source.text().contains("jdk.incubator"))
                .filter(source -> source.file().endsWith("module-info.java")
                        || source.imports().stream().anyMatch(name -> name.startsWith("jdk.incubator")))
                .map(Source::module)
                .distinct()
                .toList();
        assertThat(users).isSubsetOf("cpu", "benchmarks");
    }

    @Test
    void noFileIsLongerThan300Lines() {
        assertThat(Source.all()
                        .filter(source -> source.text().lines().count() > LINES_OF_A_FILE)
                        .map(Source::shown))
                .isEmpty();
    }

    /// A text may be longer, so that what a user reads stands whole and can be searched for; so may the row of a table.
    @Test
    void noLineIsLongerThan120ColumnsButForATextInIt() {
        List<String> wide = Source.all()
                .flatMap(source -> withoutTexts(source)
                        .lines()
                        .filter(line -> line.length() > COLUMNS)
                        .map(line -> source.shown() + ": " + line))
                .toList();
        assertThat(wide).isEmpty();
    }

    /// A file that takes its name before it is on the disk can be empty after a loss of power.
    @Test
    void oneClassAloneRenamesFilesIntoPlaceAndForcesThemFirst() {
        List<Source> renaming = Source.ofMain()
                .filter(source -> source.text().matches("(?s).*(Files\\s*\\.move|\\brenameTo)\\(.*"))
                .toList();
        assertThat(renaming).singleElement().satisfies(source -> {
            assertThat(source.file().getFileName()).hasToString("WholeFile.java");
            assertThat(source.text()).containsSubsequence("force(part", "Files.move(part", "forceNames(");
        });
    }

    private static final Pattern DECIMALS = Pattern.compile(
            "%(?:\\d\\$)?[-+,#0(]*\\d*(?:\\.(?:\\d+[eEfgGaA]|\"|%d)|[eEfgGaA]\\b)|\\bDecimalFormat\\b|java\\.text\\.(?!Normalizer\\b)");

    /// Who turns decimal numbers into text besides `nunchi.text.Numbers`, and why.
    private static final Map<String, String> FORMAT_THEMSELVES = Map.of(
            "core/src/main/java/nunchi/text/Numbers.java", "it is the place",
            "report/src/main/java/nunchi/report/Css.java", "a style's numbers are not for people",
            "benchmarks/src/main/java/nunchi/benchmark/Loop.java", "writes its table in a fixed form, to be compared",
            "benchmarks/src/main/java/nunchi/benchmark/Comparison.java", "so does it",
            "benchmarks/src/main/java/nunchi/benchmark/Compilation.java", "so does it");

    /// One place decides the digits, the units and the sign for a missing value.
    @Test
    void onePlaceAlonePrintsDecimalNumbers() {
        assertThat(List.of("%.2f %%", "%6.1e", "%g", "%+.3f", "\"%.\" + decimals"))
                .allMatch(text -> DECIMALS.matcher(text).find());
        Set<String> printing = Source.ofMain()
                .filter(source -> DECIMALS.matcher(source.text()).find())
                .map(Source::shown)
                .collect(Collectors.toSet());
        assertThat(printing).isEqualTo(FORMAT_THEMSELVES.keySet());
    }

    @Test
    void nothingIsProtected() {
        assertThat(Source.all()
                        .filter(source -> withoutTexts(source).matches("(?s).*\\bprotected\\b.*"))
                        .map(Source::shown))
                .isEmpty();
    }

    @Test
    void noClassExtendsOneOfOurs() {
        Set<String> ours = Source.all()
                .flatMap(source ->
                        DECLARES.matcher(withoutTexts(source)).results().map(match -> match.group(1)))
                .collect(Collectors.toSet());
        List<String> heirs = Source.all()
                .flatMap(source -> EXTENDS.matcher(withoutTexts(source))
                        .results()
                        .filter(match -> ours.contains(match.group(2)))
                        .map(match -> match.group(1) + " extends " + match.group(2)))
                .toList();
        assertThat(ours).contains("Graph");
        assertThat(heirs).isEmpty();
    }

    /// Main classes are final, or there is nothing to extend: records, interfaces, enums. JMH alone extends its
    /// benchmarks itself.
    @Test
    void everyMainClassIsFinal() {
        Pattern open = Pattern.compile("^(?:public )?(?:abstract )?(?:static )?class \\w+", Pattern.MULTILINE);
        assertThat(Source.ofMain()
                        .filter(source -> open.matcher(withoutTexts(source)).find()
                                && !source.text().contains("@Benchmark"))
                        .map(Source::shown))
                .isEmpty();
    }

    private static String withoutTexts(Source source) {
        return source.text()
                .replaceAll("(?s)\"\"\"\n.*?\"\"\"", "\"\"")
                .replaceAll("\"(?:\\\\.|[^\"\\\\\n])*\"", "\"\"")
                .replaceAll("(?m)//.*$", "");
    }
}
