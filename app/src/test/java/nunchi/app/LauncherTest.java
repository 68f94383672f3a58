package nunchi.app;

import static nunchi.app.Installation.SCRIPT;
import static nunchi.app.Installation.executable;
import static nunchi.app.Installation.launch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with an installed program: the script and its jars in `lib`. Nothing is built.
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    @TempDir
    private static Path place;

    @BeforeAll
    static void install() throws IOException {
        Installation.into(place);
    }

    @Test
    void aGoodJdkIsFoundThoughAnOlderJavaComesFirst() {
        Answer answer = launch(place, place.resolve("installed/nunchi"), "--version");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).startsWith("nunchi ");
        assertThat(answer.code()).isZero();
    }

    @Test
    void theProgramsCodeAndSentenceComeThroughAndNothingElse() {
        Answer answer = launch(place, place.resolve("installed/nunchi"), "run", "no such file.yaml");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).isEqualTo("nunchi: there is no file no such file.yaml\n");
        assertThat(answer.output()).isEmpty();
    }

    @Test
    void theErrorStreamGoesWhereTheCallerSentIt() {
        Answer answer = launch(
                place,
                Path.of("/bin/sh"),
                "-c",
                "'%s' rnu 2>&1; echo after".formatted(place.resolve("installed/nunchi")));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).startsWith("nunchi: unknown command 'rnu'.").endsWith("\nafter\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsOneSentenceAndAClosedPipeIsSilent() {
        String script = place.resolve("installed/nunchi").toString();
        Answer full = launch(place, Path.of("/bin/sh"), "-c", "'%s' lab >/dev/full".formatted(script));
        assertThat(full.code()).isEqualTo(1);
        assertThat(full.errors())
                .startsWith("nunchi: the output could not be written: ")
                .containsOnlyOnce("\n");
        Answer closed =
                launch(place, Path.of("/bin/sh"), "-c", "{ '%s' lab; echo \"code $?\" >&2; } | true".formatted(script));
        assertThat(closed.errors()).isEqualTo("code 0\n");
    }

    @Test
    void theLauncherWorksThroughALinkAndFromAnywhere() throws IOException {
        Path link = Files.createSymbolicLink(place.resolve("home/link"), Path.of("../installed/nunchi"));
        assertThat(launch(place, link, "--version").output()).startsWith("nunchi ");
    }

    @Test
    void withoutAJdkOneSentenceSaysWhatToInstall() throws IOException {
        // The usual places are taken out of the script; HOME and JAVA_HOME hold none.
        String text = Files.readString(SCRIPT)
                .replaceAll("(?m)^( *)for folder in (.*\\\\\\n)*.*; do$", "$1for folder in /nowhere; do");
        Path script = executable(Files.writeString(place.resolve("installed/nowhere"), text));
        Answer answer = launch(place, script, "--version");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors())
                .startsWith("nunchi: Nunchi needs a JDK 25 or newer")
                .containsOnlyOnce("\n");
    }

    @Test
    void theWindowsLaunchersFilterTakesAwayTheOneLineAndPassesTheRestOn() {
        Answer answer = launch(
                place,
                List.of(
                        "/usr/bin/env",
                        "LC_ALL=C",
                        System.getProperty("java.home") + "/bin/java",
                        "-Dstderr.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuietStart.class.getName(),
                        "/bin/sh",
                        "-c",
                        "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2; echo said; printf 'complained: \\303\\274\\n' >&2; exit 3"));
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.output()).isEqualTo("said\n");
        assertThat(answer.errors()).isEqualTo("complained: ü\n");
    }

    @Test
    void anyFolderNameAndLocaleStartsAgainAndAgain() throws IOException {
        for (String name : List.of("jürgen", "a b $x % [c]* 'd' \"e\" (눈치)")) {
            Path copy = Files.createDirectories(place.resolve(name).resolve("lib"));
            for (Path jar : jars()) {
                Files.createSymbolicLink(copy.resolve(jar.getFileName()), jar);
            }
            Path script = executable(Files.copy(SCRIPT, copy.resolveSibling("nunchi")));
            for (String locale : List.of("C", "C.UTF-8")) {
                Answer answer = launch(
                        place,
                        script(
                                "LC_ALL=" + locale,
                                "/bin/sh",
                                "-c",
                                "cd \"$1\" && ./nunchi --version",
                                "sh",
                                script.getParent().toString()));
                assertThat(answer.errors()).isEmpty();
                assertThat(answer.output()).startsWith("nunchi ");
                assertThat(answer.code()).isZero();
            }
        }
    }

    @Test
    void anotherCollectorAndAnUnsetHomeAreNoFailure() {
        String script = place.resolve("installed/nunchi").toString();
        assertThat(launch(place, script("NUNCHI_JVM_OPTS=-XX:+UseSerialGC", script, "--version")))
                .isEqualTo(launch(place, script("A=b", script, "--version")));
        Answer homeless = launch(
                place,
                List.of(
                        "/usr/bin/env",
                        "-u",
                        "HOME",
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        script,
                        "--version"));
        assertThat(homeless.code()).isZero();
        assertThat(homeless.errors()).isEmpty();
    }

    @Test
    void aColonInThePathIsRefusedInOneSentence() throws IOException {
        Path script = executable(
                Files.copy(SCRIPT, Files.createDirectories(place.resolve("a:b")).resolve("nunchi")));
        Answer answer = launch(place, script, "--version");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).contains("colon").containsOnlyOnce("\n");
    }

    @Test
    void aJdkThatMovesPinnedArraysGetsTheParallelCollector() throws IOException {
        for (String version : List.of("25", "25-ea", "25.0", "25.0.1", "25.0.2", "25.0.2.1", "25.0.2+10")) {
            assertThat(startedWith(version, "A=b", "--version")).as(version).contains("-XX:+UseParallelGC");
        }
        for (String version : List.of("25.0.3", "25.0.3-ea", "25.0.10", "25.0.20", "25.1", "26", "26.0.1", "250.0.1")) {
            assertThat(startedWith(version, "A=b", "--version"))
                    .as(version)
                    .contains("-m nunchi.app")
                    .doesNotContain("-XX:+UseParallelGC");
        }
        assertThat(startedWith("25.0.1", "NUNCHI_JVM_OPTS=-Xmx1g -XX:+UseZGC", "--version"))
                .contains("-Xmx1g -XX:+UseZGC")
                .doesNotContain("-XX:+UseParallelGC");
    }

    @Test
    void aTrainingAsksForLargePagesWhereLinuxGivesThemToThoseThatAsk() throws IOException {
        Path mode = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.isReadable(mode) && Files.readString(mode).contains("[madvise]");
        String options = startedWith("25.0.3", "NUNCHI_JVM_OPTS=-XX:-UseTransparentHugePages", "run");
        assertThat(options.contains("-XX:+UseTransparentHugePages")).isEqualTo(given);
        assertThat(options.lastIndexOf("-XX:-UseTransparentHugePages"))
                .isGreaterThan(options.indexOf("-XX:+UseTransparentHugePages"));
        assertThat(startedWith("25.0.3", "A=b", "studio").contains("-XX:+UseTransparentHugePages"))
                .isEqualTo(given);
        assertThat(startedWith("25.0.3", "A=b", "--version")).doesNotContain("UseTransparentHugePages");
    }

    /// What a JDK of a version is started with.
    private static String startedWith(String version, String setting, String command) throws IOException {
        Path jdk = Files.createDirectories(place.resolve("jdk-" + version).resolve("bin"))
                .getParent();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"".formatted(version));
        executable(Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n"));
        return launch(
                        place,
                        List.of(
                                "/usr/bin/env",
                                "JAVA_HOME=" + jdk,
                                setting,
                                place.resolve("installed/nunchi").toString(),
                                command))
                .output();
    }

    private static List<String> script(String setting, String... command) {
        return Stream.concat(Stream.of("/usr/bin/env", setting), Stream.of(command))
                .toList();
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("installed/lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
