package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts know what the studio answers by the types in `answered.js`: they have the keys of the records, and a
/// type checker holds the scripts to them.
final class StudioScriptsTest {
    private static final Path OWN = Path.of("src/main/resources/nunchi/studio");
    private static final Path SHARED = Path.of("../report/src/main/resources/nunchi/report/web");
    private static final Pattern OBJECT = Pattern.compile("@typedef \\{object} (\\w+)\n(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("@property \\{.*} (\\[?\\w+]?)\n");
    private static final Pattern LINE = Pattern.compile("@typedef \\{\\{ (.*) }} (\\w+) \\*/");
    private static final Pattern KEY = Pattern.compile("(\\w+\\??): ");

    @TempDir
    private Path folder;

    @Test
    void theTypesOfTheScriptsHaveTheKeysOfTheRecords() throws IOException {
        String types = Files.readString(OWN.resolve("answered.js"));
        List<String> compared = new ArrayList<>();
        List<Class<?>> records = new ArrayList<>(List.of(StudioRecord.class.getPermittedSubclasses()));
        records.addAll(List.of(StepRecord.class.getPermittedSubclasses()));
        for (Class<?> type : records) {
            Set<String> keys = keys(types, type.getSimpleName());
            if (!keys.isEmpty()) {
                compared.add(type.getSimpleName());
                assertThat(keys).as(type.getSimpleName()).isEqualTo(keys(type));
            }
        }
        assertThat(compared)
                .contains("Form", "Explained", "Place", "Near", "Maps", "Compared", "Test", "Trials", "Trial")
                .contains("Steps", "SteppedOp", "SteppedPlace", "SteppedValues", "SteppedElement", "Slope")
                .contains("Expansion", "SteppedOperand", "SteppedTerm", "SteppedFactor");
    }

    /// Those that may be absent with a question mark.
    private static Set<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(each -> each.getName() + (isNullable(each) ? "?" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Empty where there is no such type.
    private static Set<String> keys(String types, String name) {
        Set<String> keys = new TreeSet<>();
        for (Matcher object = OBJECT.matcher(types); object.find(); ) {
            if (object.group(1).equals(name)) {
                PROPERTY.matcher(object.group(2))
                        .results()
                        .map(property -> property.group(1).replaceFirst("\\[(\\w+)]", "$1?"))
                        .forEach(keys::add);
            }
        }
        for (Matcher line = LINE.matcher(types); line.find(); ) {
            if (line.group(2).equals(name)) {
                KEY.matcher(line.group(1)).results().map(key -> key.group(1)).forEach(keys::add);
            }
        }
        return keys;
    }

    @Test
    void everyScriptSaysWhatItDoesInFewAndShortLines() throws IOException {
        try (Stream<Path> scripts = Files.list(OWN)) {
            for (Path script :
                    scripts.filter(each -> each.toString().endsWith(".js")).toList()) {
                assertThat(Files.readAllLines(script))
                        .as(script.toString())
                        .hasSizeLessThanOrEqualTo(300)
                        .allMatch(line -> line.length() <= 200)
                        .first()
                        .satisfies(line -> assertThat(line).startsWith("/** "));
            }
        }
    }

    @Test
    void aTypeCheckerFindsNothingInTheScripts() throws IOException, InterruptedException {
        Optional<Path> checker = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, "tsc"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(checker)
                .as("TypeScript's tsc on the path; without it the types of the page's scripts are not checked")
                .isPresent();
        for (Path from : List.of(SHARED, OWN)) {
            try (Stream<Path> scripts = Files.list(from)) {
                for (Path script :
                        scripts.filter(each -> each.toString().endsWith(".js")).toList()) {
                    Files.copy(script, folder.resolve(script.getFileName()));
                }
            }
        }
        String options =
                "--allowJs --checkJs --noEmit --strict --target esnext --module esnext --moduleResolution bundler --lib esnext,dom,dom.iterable";
        List<String> command = new ArrayList<>(List.of(checker.get().toString()));
        command.addAll(List.of(options.split(" ")));
        command.add(folder.resolve("studio.js").toString());
        Process checking = new ProcessBuilder(command).redirectErrorStream(true).start();
        String found = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(checking.waitFor()).as(found).isZero();
    }
}
