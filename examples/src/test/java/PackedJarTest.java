import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program packed with Nunchi into one jar works though registrations are lost: of files with one name in several
/// jars the first is kept, as Maven Shade does by default, or the last, as other tools do.
class PackedJarTest {
    /// Parts of the paths of what only tests need.
    private static final List<String> OF_TESTS =
            List.of("junit", "assertj", "opentest4j", "byte-buddy", "apiguardian", "surefire");

    @TempDir
    private static Path folder;

    private static List<Path> entries;

    @BeforeAll
    static void findEntries() {
        entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(path -> OF_TESTS.stream()
                        .noneMatch(part -> path.getFileName().toString().contains(part)))
                .toList();
    }

    @Test
    void theFirstOfEveryFileIsEnough() throws Exception {
        assertThat(lostRegistrations(entries)).isNotEmpty();
        assertThat(answer(packed(entries, "first.jar"))).isEqualTo(PackedProgram.EXPECTED);
    }

    @Test
    void theLastOfEveryFileIsEnough() throws Exception {
        assertThat(answer(packed(entries.reversed(), "last.jar"))).isEqualTo(PackedProgram.EXPECTED);
    }

    /// What the program says that is loaded from this jar alone.
    private static Object answer(Path jar) throws Exception {
        URL[] place = {jar.toUri().toURL()};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader alone = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(alone);
            Object program = alone.loadClass(PackedProgram.class.getName())
                    .getConstructor()
                    .newInstance();
            return ((Callable<?>) program).call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Path packed(List<Path> parts, String name) throws IOException {
        Path jar = folder.resolve(name);
        Set<String> names = new HashSet<>();
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar))) {
            packed.setLevel(Deflater.NO_COMPRESSION);
            for (Path part : parts) {
                for (Map.Entry<String, byte[]> file : files(part).entrySet()) {
                    if (names.add(file.getKey())) {
                        packed.putNextEntry(new JarEntry(file.getKey()));
                        packed.write(file.getValue());
                    }
                }
            }
        }
        return jar;
    }

    private static List<String> lostRegistrations(List<Path> parts) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Path part : parts) {
            for (String name : files(part).keySet()) {
                if (name.startsWith("META-INF/services/nunchi.")) {
                    counts.merge(name, 1, Integer::sum);
                }
            }
        }
        return counts.keySet().stream().filter(name -> counts.get(name) > 1).toList();
    }

    private static Map<String, byte[]> files(Path part) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (Files.isDirectory(part)) {
            try (Stream<Path> inside = Files.walk(part)) {
                for (Path file : inside.filter(Files::isRegularFile).toList()) {
                    files.put(part.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            return files;
        }
        try (JarFile jar = new JarFile(part.toFile())) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (!entry.isDirectory()) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        files.put(entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
        return files;
    }
}
