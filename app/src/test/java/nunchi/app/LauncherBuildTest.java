package nunchi.app;

import static nunchi.app.Installation.SCRIPT;
import static nunchi.app.Installation.executable;
import static nunchi.app.Installation.launch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a tree of sources, which it builds first. A stand-in for Maven copies the jars of an installed
/// program.
@DisabledOnOs(OS.WINDOWS)
final class LauncherBuildTest {
    @TempDir
    private static Path place;

    @BeforeAll
    static void install() throws IOException {
        Installation.into(place);
    }

    @Test
    void withoutMavenOneSentenceSaysWhatToInstall() throws IOException {
        Path tree = Files.createDirectories(place.resolve("tree"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Path script = executable(Files.copy(SCRIPT, tree.resolve("nunchi")));
        Path tools = Files.createDirectories(place.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "find", "head", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), which(tool));
        }
        Answer answer = launch(place, List.of("/usr/bin/env", "PATH=" + tools, script.toString()));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).startsWith("nunchi: Maven is needed").containsOnlyOnce("\n");
    }

    @Test
    void startsAtOnceBuildOnceAndABuildInUseStays() throws IOException {
        Path tree = sourceTree();
        Path mvn = executable(Files.writeString(
                Files.createDirectories(place.resolve("maven")).resolve("mvn"),
                "#!/bin/sh\necho x >>../built; cd app/target && cp '%s'/lib/*.jar . && sleep 1\n"
                        .formatted(place.resolve("installed"))));
        String path = "PATH=" + mvn.getParent() + ":" + System.getenv("PATH");
        Answer three = launch(
                place,
                List.of(
                        "/usr/bin/env",
                        path,
                        "/bin/sh",
                        "-c",
                        "cd '%s'; for i in 1 2 3; do ./nunchi --version & done; wait".formatted(tree)));
        assertThat(three.output().lines()).hasSize(3).allMatch(line -> line.startsWith("nunchi "));
        assertThat(Files.readAllLines(tree.resolveSibling("built"))).hasSize(1);
        Path first = tree.resolve(".nunchi")
                .resolve(Files.readString(tree.resolve(".nunchi/current")).strip());
        try (FileChannel used = FileChannel.open(first.resolve("used"));
                FileLock _ = used.lock(0, Long.MAX_VALUE, true)) {
            rebuild(tree, path, 2);
            rebuild(tree, path, 3);
            assertThat(first).isDirectory();
        }
        rebuild(tree, path, 4);
        assertThat(first).doesNotExist();
    }

    private static void rebuild(Path tree, String path, int builds) throws IOException {
        Files.setLastModifiedTime(
                tree.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(builds)));
        assertThat(launch(
                                place,
                                List.of(
                                        "/usr/bin/env",
                                        path,
                                        tree.resolve("nunchi").toString(),
                                        "--version"))
                        .output())
                .startsWith("nunchi ");
        assertThat(Files.readAllLines(tree.resolveSibling("built"))).hasSize(builds);
    }

    private static Path sourceTree() throws IOException {
        Path tree = Files.createDirectories(place.resolve("sources/tree ü"));
        Path launcher = Files.createDirectories(tree.resolve("app/src/launcher"));
        Files.createDirectories(tree.resolve("app/target"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.copy(SCRIPT.resolveSibling("app/src/launcher/Build.java"), launcher.resolve("Build.java"));
        executable(Files.copy(SCRIPT, tree.resolve("nunchi")));
        return tree;
    }

    private static Path which(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
