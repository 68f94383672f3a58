package nunchi.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every package, unpacked into an empty folder, with an empty home, runs the first study.
@DisabledOnOs(OS.WINDOWS)
class PackagesIT {
    private static final String VERSION = System.getProperty("nunchi.version");
    private static final String PLATFORM = System.getProperty("nunchi.platform");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final long MOST_BYTES = 20_000_000;

    @TempDir
    private Path place;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(place.resolve("home"));
    }

    @Test
    void theArchiveRunsWithAJdk() throws IOException {
        Path archive = TARGET.resolve("nunchi-%s.tar.gz".formatted(VERSION));
        assertThat(Files.size(archive)).isLessThan(MOST_BYTES);
        with(Map.of()).succeeds("tar", "xzf", archive.toString());
        trains(
                with(Map.of("JAVA_HOME", System.getProperty("java.home"))),
                unpacked().resolve("bin/nunchi"));
    }

    @Test
    void theZipRunsWithAJdk() throws IOException {
        Path archive = TARGET.resolve("nunchi-%s.zip".formatted(VERSION));
        with(Map.of())
                .succeeds(Path.of(System.getProperty("java.home"), "bin", "jar").toString(), "xf", archive.toString());
        Path launcher = unpacked().resolve("bin/nunchi");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        trains(with(Map.of("JAVA_HOME", System.getProperty("java.home"))), launcher);
    }

    /// On a machine without Java and with few programs.
    @Test
    void theArchiveWithItsOwnJavaRunsAlone() throws IOException {
        Path archive = TARGET.resolve("nunchi-%s-%s.tar.gz".formatted(VERSION, PLATFORM));
        with(Map.of()).succeeds("tar", "xzf", archive.toString());
        Path tools = Files.createDirectories(place.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), which(tool));
        }
        Command alone = new Command(place, Map.of("PATH", tools.toString()));
        Path launcher = unpacked().resolve("bin/nunchi");
        trains(alone, launcher);
        String doctor = alone.succeeds(launcher.toString(), "doctor");
        assertThat(doctor)
                .contains(unpacked().resolve("runtime").toString())
                .containsPattern("backend +cpu: \\d+-bit vectors");
        assertThat(doctor.lines().filter(line -> line.startsWith("Wrong: ")))
                .as("but that other programs use the processor meanwhile")
                .allMatch(line -> line.contains("other programs use the processor"));
        Path script = Files.writeString(
                place.resolve("script.jsh"), "System.out.println(\"examples \" + Digits.load().size());\n");
        assertThat(alone.succeeds(launcher.toString(), "shell", script.toString()))
                .contains("examples 1797");
    }

    @Test
    void theImageRuns() throws IOException {
        trains(with(Map.of()), TARGET.resolve("jpackage/nunchi/bin/nunchi"));
    }

    @Test
    void thePackageOfDebianRuns() throws IOException {
        List<Path> packages = files(TARGET.resolve("jpackage"), ".deb");
        assumeThat(packages).isNotEmpty();
        with(Map.of())
                .succeeds(
                        "dpkg-deb",
                        "-x",
                        packages.getFirst().toString(),
                        place.resolve("debian").toString());
        trains(with(Map.of()), place.resolve("debian/opt/nunchi/bin/nunchi"));
    }

    @Test
    void everyJarSaysItsVersionAndHasItsLicence() throws IOException {
        Path lib = TARGET.resolve("lib");
        List<Path> ours = files(lib, "-%s.jar".formatted(VERSION));
        assertThat(ours).hasSizeGreaterThan(10);
        for (Path jar : ours) {
            assertThat(JarFiles.manifest(jar, "Implementation-Version"))
                    .as(jar.toString())
                    .isEqualTo(VERSION);
            assertThat(JarFiles.manifest(jar, "Implementation-Title")).startsWith("Nunchi ");
            assertThat(JarFiles.names(jar)).contains("META-INF/LICENSE", "META-INF/NOTICE");
        }
    }

    /// A module that a new library needs is missed here first.
    @Test
    void theRuntimeHasTheModulesThatTheJarsNeed() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jdeps").toString(),
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release",
                "25"));
        files(TARGET.resolve("lib"), ".jar").forEach(jar -> command.add(jar.toString()));
        String needed = with(Map.of()).succeeds(command.toArray(String[]::new));
        assertThat(System.getProperty("nunchi.modules").split(","))
                .contains(needed.lines().toList().getLast().split(","));
    }

    private Command with(Map<String, String> more) {
        return new Command(
                place,
                Stream.of(Map.of("PATH", System.getenv("PATH"), "HOME", home.toString()), more)
                        .flatMap(each -> each.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private void trains(Command command, Path launcher) throws IOException {
        assertThat(command.succeeds(launcher.toString(), "--version")).endsWith("nunchi %s\n".formatted(VERSION));
        String said = command.succeeds(launcher.toString(), "lab", "digits-from-scratch", "--quick", "--out", "lab");
        assertThat(said).contains("test accuracy").doesNotContain("Exception");
        assertThat(place.resolve("lab/report.html")).isNotEmptyFile();
        try (Stream<Path> all = Files.walk(place.resolve("lab"))) {
            assertThat(all.filter(file -> file.endsWith("environment.json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .contains("\"nunchi\" : \"%s\"".formatted(VERSION), "\"name\" : \"cpu\""));
        }
    }

    private Path unpacked() throws IOException {
        return files(place, "").stream()
                .filter(file -> file.getFileName().toString().startsWith("nunchi-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Path which(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .map(found -> {
                    try {
                        return found.toRealPath();
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
