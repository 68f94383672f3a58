package nunchi.app;

import static nunchi.app.Installation.SCRIPT;
import static nunchi.app.Installation.executable;
import static nunchi.app.Installation.launch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What an installed program says when Java or its options are unfit, and where its launcher may lie.
@DisabledOnOs(OS.WINDOWS)
final class InstalledLauncherTest {
    private static final int MAJOR_VERSION = 7;
    private static final int JAVA_8 = 52;

    @TempDir
    private static Path place;

    @BeforeAll
    static void install() throws IOException {
        Installation.into(place);
        Files.createDirectories(place.resolve("installed/bin"));
        executable(Files.copy(SCRIPT, place.resolve("installed/bin/nunchi")));
    }

    @Test
    void theLauncherMayLieInBinBesideLib() {
        Answer answer = launch(place, place.resolve("installed/bin/nunchi"), "--version");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).startsWith("nunchi ");
    }

    @Test
    void aJavaOfTheInstallationsOwnIsTakenFirst() throws IOException {
        Path own = Files.createDirectories(place.resolve("whole/runtime/bin")).getParent();
        Files.createDirectories(place.resolve("whole/lib"));
        Path bin = Files.createDirectories(place.resolve("whole/bin"));
        Files.writeString(own.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        executable(Files.writeString(own.resolve("bin/java"), "#!/bin/sh\necho own\n"));
        Path script = executable(Files.copy(SCRIPT, bin.resolve("nunchi")));
        assertThat(launch(place, script, "--version").output()).isEqualTo("own\n");
    }

    @Test
    void optionsThatJavaRefusesAreOneSentence() {
        for (String wrong : List.of("-Xfoo", "words", "-XX:+UseSerialGC -XX:+UseZGC")) {
            Answer answer = started("NUNCHI_JVM_OPTS=" + wrong, "lab");
            assertThat(answer.code()).as(wrong).isEqualTo(2);
            assertThat(answer.output()).isEmpty();
            assertThat(answer.errors())
                    .startsWith("nunchi: Java refuses the options in NUNCHI_JVM_OPTS, which are %s (".formatted(wrong))
                    .contains("or unset the variable")
                    .containsOnlyOnce("\n");
        }
    }

    @Test
    void tooLittleMemoryIsOneSentence() {
        Answer answer = started("NUNCHI_JVM_OPTS=-Xmx4m", "lab");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.errors())
                .startsWith("nunchi: ")
                .contains("memory", "NUNCHI_JVM_OPTS=-Xmx")
                .containsOnlyOnce("\n");
    }

    @Test
    void anOlderJavaCanReadTheFirstClass() throws IOException {
        try (InputStream file = Program.class.getResourceAsStream("Main.class")) {
            assertThat(file).isNotNull();
            assertThat(file.readAllBytes()[MAJOR_VERSION]).isEqualTo((byte) JAVA_8);
        }
    }

    /// With whatever older Java is on this machine.
    @Test
    void anOlderJavaIsToldInOneSentence() throws IOException {
        List<Path> older = olderJavas();
        assumeThat(older).isNotEmpty();
        for (Path java : older) {
            Answer answer =
                    launch(place, java, "-cp", place.resolve("installed/lib") + "/*", "nunchi.app.Main", "--version");
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.output()).isEmpty();
            assertThat(answer.errors())
                    .startsWith("nunchi: Nunchi needs Java 25 or newer, but Java ")
                    .contains("install a newer one")
                    .containsOnlyOnce("\n");
        }
    }

    private static List<Path> olderJavas() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(usual)) {
            return folders.filter(folder -> folder.getFileName().toString().matches(".*-(8|11|17|21)-.*"))
                    .map(folder -> folder.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .toList();
        }
    }

    private static Answer started(String setting, String... command) {
        String script = place.resolve("installed/nunchi").toString();
        return launch(
                place,
                Stream.concat(Stream.of("/usr/bin/env", setting, script), Stream.of(command))
                        .toList());
    }
}
