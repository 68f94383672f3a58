package nunchi.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import nunchi.check.InvalidRequestException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// A file as it is downloaded, and the files of data within it.
///
/// | name ends with | holds |
/// |---|---|
/// | `.tar.gz` | the archive's files, by their names without folders |
/// | `.zip` | the archive's files, by their names without folders |
/// | `.gz` | one file, by the name without `.gz` |
/// | anything else | itself |
final class Archive {
    static final String GZIP = ".gz";
    private static final String TAR_GZIP = ".tar.gz";
    private static final String ZIP = ".zip";

    private Archive() {}

    /// What is done with each file within.
    interface Visitor {
        void visit(String name, InputStream content) throws IOException;
    }

    /// Goes through the files within, in the archive's order, to the archive's end: what is cut off shows.
    ///
    /// @throws InvalidRequestException when the archive is absent, truncated or damaged
    static void walk(Path file, long most, Visitor visitor) {
        walk(file, file.getFileName().toString(), most, visitor);
    }

    /// @param name says what the file is, whatever it is called now
    /// @param most bytes that it may unpack to
    static void walk(Path file, String name, long most, Visitor visitor) {
        Uncompressed.read(file, whole -> {
            InputStream content = LimitedContent.ofKnown(name, whole, most);
            if (name.endsWith(TAR_GZIP)) {
                walkTar(file, content, visitor);
            } else if (name.endsWith(ZIP)) {
                walkZip(file, content, most, visitor);
            } else {
                visitor.visit(name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name, content);
            }
            return content.skip(Long.MAX_VALUE);
        });
    }

    private static void walkTar(Path file, InputStream content, Visitor visitor) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(content);
        for (TarArchiveEntry entry = next(file, tar); entry != null; entry = next(file, tar)) {
            if (isPlainFile(entry)) {
                visitor.visit(withoutFolders(entry.getName()), tar);
            }
        }
    }

    private static void walkZip(Path file, InputStream content, long most, Visitor visitor) throws IOException {
        ZipInputStream zip = new ZipInputStream(content);
        InputStream unpacked = LimitedContent.ofKnown(file, zip, most);
        int entries = 0;
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (!entry.isDirectory()) {
                    visitor.visit(withoutFolders(entry.getName()), unpacked);
                }
            }
        } catch (IllegalArgumentException | EOFException | ZipException damaged) {
            throw notZip(file, damaged.getMessage());
        }
        if (entries == 0) {
            throw notZip(file, "it has no files");
        }
    }

    private static InvalidRequestException notZip(Path file, @Nullable String reason) {
        return new InvalidRequestException(
                "%s is damaged: it is not a zip archive (%s); fetch it again".formatted(file, reason));
    }

    private static String withoutFolders(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// The library counts links and devices as files too; one by the name of a file would stand in its place.
    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isSymbolicLink()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO();
    }

    /// The library meets damaged headers with whatever exception is at hand.
    private static TarArchiveEntry next(Path file, TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | ArithmeticException damaged) {
            throw new InvalidRequestException(
                    "%s is damaged: it is not a tar archive (%s); fetch it again".formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    /// The SHA-256 of each file within, by its name.
    ///
    /// @throws InvalidRequestException when the archive is absent, truncated or damaged
    static SequencedMap<String, String> checksums(Path file, String name, long most) {
        SequencedMap<String, String> checksums = new LinkedHashMap<>();
        walk(file, name, most, (within, content) -> checksums.put(within, Sha256.of(content)));
        return checksums;
    }
}
