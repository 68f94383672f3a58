package nunchi.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// What lies in jars.
final class JarFiles {
    private JarFiles() {}

    static String manifest(Path jar, String key) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(key);
        }
    }

    static String text(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream content = file.getInputStream(file.getEntry(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}
