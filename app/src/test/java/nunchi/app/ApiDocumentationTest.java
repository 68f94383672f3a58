package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documentation of the library, as javadoc writes it from every `///`: into `app/target/apidocs`, for whoever
/// builds Nunchi.
class ApiDocumentationTest {
    private static final Pattern MODULE = Pattern.compile("(?m)^module ([\\w.]+) \\{");
    private static final Path PAGES = Path.of("target", "apidocs");

    @Test
    void isWrittenWithoutAWarning() throws IOException {
        Map<String, Path> modules = modules();
        List<String> arguments =
                new ArrayList<>(List.of("-quiet", "-Xdoclint:all,-missing", "--snippet-path", "../examples"));
        modules.forEach((name, sources) -> arguments.add("--module-source-path=" + name + "=" + sources));
        arguments.addAll(List.of("--module", String.join(",", modules.keySet()), "-p", libraries()));
        arguments.addAll(List.of("-doctitle", "Nunchi", "-windowtitle", "Nunchi", "-d", PAGES.toString()));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
        int status = javadoc.run(out, out, arguments.toArray(String[]::new));
        assertThat(said.toString()
                        .lines()
                        .filter(line -> !line.contains("[incubating]") && !line.matches("\\d+ warnings?")))
                .isEmpty();
        assertThat(status).isZero();
        assertThat(PAGES.resolve("nunchi.core/nunchi/graph/Graph.html")).exists();
    }

    /// Of what a program can call: every module that exports packages.
    private static Map<String, Path> modules() throws IOException {
        Map<String, Path> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Path.of("..").toRealPath())) {
            for (Path sources : folders.map(folder -> folder.resolve("src/main/java"))
                    .sorted()
                    .toList()) {
                Path description = sources.resolve("module-info.java");
                Matcher module = MODULE.matcher(Files.exists(description) ? Files.readString(description) : "");
                if (module.find() && !module.group(1).equals("nunchi.app")) {
                    modules.put(module.group(1), sources);
                }
            }
        }
        return modules;
    }

    private static String libraries() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar")
                        && !Path.of(entry).getFileName().toString().startsWith("nunchi"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
