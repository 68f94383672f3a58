package nunchi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project of somebody else, which finds Nunchi where it was deployed and nowhere else, trains in every way in which
/// programs are started.
class ConsumerIT {
    /// Of its own, so that nothing is found that was installed on this machine.
    private static final Path REPOSITORY = Path.of("target/consumer-repository").toAbsolutePath();

    private static final Path SOURCES = Path.of("src/test/consumer");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String[] VECTOR = {"--add-modules", "jdk.incubator.vector"};

    @TempDir
    private static Path place;

    private static Path target;

    @BeforeAll
    static void build() throws IOException {
        Path project = place.resolve("consumer");
        copySources(project);
        target = project.resolve("target");
        forgetEarlierBuilds();
        Path maven = Path.of(System.getProperty("nunchi.maven"), "bin", "mvn");
        new Command(
                        project,
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "HOME", System.getProperty("user.home"),
                                "JAVA_HOME", System.getProperty("java.home")))
                .succeeds(
                        maven.toString(),
                        "-B",
                        "-q",
                        "-s",
                        "settings.xml",
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-Dnunchi.repository="
                                + Path.of(System.getProperty("nunchi.repository"))
                                        .toUri(),
                        "-Dnunchi.downloaded="
                                + Path.of(System.getProperty("nunchi.downloaded"))
                                        .toUri(),
                        "-Dnunchi.version=" + System.getProperty("nunchi.version"),
                        "package");
    }

    private static void copySources(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /// A released version is never asked for again, and an earlier build had the same.
    private static void forgetEarlierBuilds() throws IOException {
        if (Files.isDirectory(REPOSITORY.resolve("dev"))) {
            try (Stream<Path> earlier = Files.walk(REPOSITORY.resolve("dev"))) {
                earlier.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Test
    void onTheClassPath() {
        trains(
                "-cp",
                String.join(File.pathSeparator, target.resolve("classes").toString(), target + "/lib/*"),
                "consumer.Program");
    }

    @Test
    void onTheModulePath() {
        trains(
                "-p",
                String.join(File.pathSeparator, target.resolve("classes").toString(), target + "/lib"),
                "-m",
                "consumer/consumer.Program");
    }

    @Test
    void repackagedBySpringBoot() {
        trains("-jar", target.resolve("consumer-1-boot.jar").toString());
    }

    @Test
    void packedByMavenShadeAsItIs() throws IOException {
        Path jar = target.resolve("consumer-1-shaded.jar");
        assertThat(JarFiles.text(jar, "META-INF/services/nunchi.codec.CatalogueProvider"))
                .hasLineCount(1);
        trains("-cp", jar.toString(), "consumer.Program");
    }

    @Test
    void withoutAFastBackendAWarningSaysWhatToAdd() throws IOException {
        List<String> jars;
        try (Stream<Path> files = Files.list(target.resolve("lib"))) {
            jars = files.map(Path::toString)
                    .filter(file -> !file.contains("nunchi-cpu"))
                    .toList();
        }
        String path = target.resolve("classes") + File.pathSeparator + String.join(File.pathSeparator, jars);
        assertThat(said("-cp", path, "consumer.Program", "1"))
                .contains("backend reference")
                .containsOnlyOnce("WARNING: no fast backend is present")
                .contains("Add dev.nunchi:nunchi-cpu");
    }

    private static void trains(String... arguments) {
        assertThat(said(arguments))
                .contains("backend cpu, Nunchi %s, learnt true".formatted(System.getProperty("nunchi.version")))
                .doesNotContain("no fast backend", "Vector API is off", "Exception");
    }

    private static String said(String... arguments) {
        return new Command(place, Map.of("PATH", System.getenv("PATH")))
                .succeeds(Stream.of(Stream.of(JAVA), Stream.of(VECTOR), Stream.of(arguments))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }
}
