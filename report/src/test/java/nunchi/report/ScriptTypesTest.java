package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.report.page.Chart;
import nunchi.report.page.PageData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The scripts know what the page carries by the types in `web/types.js`: these are the records, and a type checker
/// holds the scripts to them.
class ScriptTypesTest {
    private static final Path WEB = Path.of("src/main/resources/nunchi/report/web");
    private static final String HEAD =
            "/** What the page carries for the scripts: the records of `nunchi.report.page`, which a test compares with these types. */\n"
                    + "export {};\n";

    private final SequencedMap<String, String> types = new TreeMap<>();

    @Test
    void theTypesOfTheScriptsAreTheRecordsOfThePage() throws IOException {
        add(PageData.class);
        String union = Arrays.stream(Chart.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(" | "));
        types.put("Chart", "/** @typedef {%s} Chart */\n".formatted(union));

        String expected =
                HEAD + types.values().stream().map(type -> "\n" + type).collect(Collectors.joining());
        assertThat(WEB.resolve("types.js"))
                .content()
                .as("what the file should be")
                .isEqualTo(expected);
    }

    private void add(Class<?> type) {
        if (types.containsKey(type.getSimpleName()) || !type.isRecord() && !type.isSealed()) {
            return;
        }
        types.put(type.getSimpleName(), "");
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
        } else {
            types.put(type.getSimpleName(), type.isAnnotationPresent(JsonFormat.class) ? list(type) : object(type));
        }
    }

    /// A record that is written as an array.
    private String list(Class<?> type) {
        String elements = Arrays.stream(type.getRecordComponents())
                .map(each -> name(each.getGenericType()) + (isNullable(each) ? " | null" : ""))
                .collect(Collectors.joining(", "));
        return "/** @typedef {[%s]} %s */\n".formatted(elements, type.getSimpleName());
    }

    private String object(Class<?> type) {
        StringBuilder text = new StringBuilder("/**\n * @typedef {object} %s\n".formatted(type.getSimpleName()));
        if (Chart.class.isAssignableFrom(type)) {
            text.append(
                    " * @property {'%s'} kind\n".formatted(type.getSimpleName().toLowerCase()));
        }
        for (RecordComponent each : type.getRecordComponents()) {
            text.append(" * @property {%s} %s\n"
                    .formatted(
                            name(each.getGenericType()),
                            isNullable(each) ? "[" + each.getName() + "]" : each.getName()));
        }
        return text.append(" */\n").toString();
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private String name(Type type) {
        if (type instanceof ParameterizedType list) {
            return name(list.getActualTypeArguments()[0]) + "[]";
        }
        Class<?> plain = (Class<?>) type;
        add(plain);
        boolean isNumber = plain.isPrimitive() || Number.class.isAssignableFrom(plain);
        return plain == String.class
                ? "string"
                : plain == boolean.class ? "boolean" : isNumber ? "number" : plain.getSimpleName();
    }

    @Test
    void aTypeCheckerFindsNothingInTheScripts() throws IOException, InterruptedException {
        Optional<Path> checker = checker();
        assumeThat(checker)
                .as("TypeScript's tsc on the path; without it the types of the page's scripts are not checked")
                .isPresent();
        Process checking = new ProcessBuilder(
                        checker.get().toString(),
                        "--allowJs",
                        "--checkJs",
                        "--noEmit",
                        "--strict",
                        "--target",
                        "esnext",
                        "--module",
                        "esnext",
                        "--moduleResolution",
                        "bundler",
                        "--lib",
                        "esnext,dom,dom.iterable",
                        WEB.resolve("report.js").toString())
                .redirectErrorStream(true)
                .start();

        List<String> found = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(checking.waitFor()).as(() -> String.join("\n", found)).isZero();
    }

    private static Optional<Path> checker() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "tsc"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
