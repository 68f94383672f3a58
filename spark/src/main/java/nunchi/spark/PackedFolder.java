package nunchi.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import nunchi.check.Check;

/// A folder as bytes: a ZIP archive of its files, not compressed, since most of it is weights. The same files give the
/// same bytes.
final class PackedFolder {
    private PackedFolder() {}

    /// The files of a folder, in all depths.
    ///
    /// @param prefix of their names; empty for none
    /// @return by their names within the folder, in their order
    static SortedMap<String, Path> files(Path folder, String prefix) {
        try (Stream<Path> files = Files.walk(folder)) {
            SortedMap<String, Path> found = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> found.put(
                            prefix + folder.relativize(file).toString().replace('\\', '/'), file));
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), unreadable);
        }
    }

    /// @param files by their names in the archive
    static byte[] pack(SortedMap<String, Path> files) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                archive.putNextEntry(entry(file.getKey()));
                Files.copy(file.getValue(), archive);
                archive.closeEntry();
            }
            archive.finish();
            return bytes.toByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("files cannot be packed", unreadable);
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    /// @param folder that is made where it is absent; what lies in it stays
    /// @throws nunchi.check.InvalidRequestException for a name that leads out of the folder
    static void unpack(byte[] packed, Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(packed))) {
            Files.createDirectories(root);
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path file = within(root, entry);
                Files.createDirectories(file.getParent());
                Files.copy(archive, file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder), refused);
        }
    }

    private static Path within(Path root, ZipEntry entry) {
        Path file = root.resolve(entry.getName()).normalize();
        Check.require(
                file.startsWith(root) && !file.equals(root) && !entry.isDirectory(),
                "'%s' is no name of a file within a packed folder".formatted(Check.excerpt(entry.getName())));
        return file;
    }
}
