package nunchi.interchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Tensor;

/// Several arrays by name in NumPy's `.npz`: a ZIP archive of `.npy` files, stored or deflated.
final class Npz {
    private static final String ENDING = ".npy";
    /// Deflate makes nothing more than about 1,032 times smaller.
    private static final long LARGEST_RATIO = 1100;

    private Npz() {}

    /// By their names without `.npy`, in the archive's order.
    ///
    /// @throws InvalidRequestException when the file is absent or damaged, with its name and what is wrong
    static Map<String, Tensor> read(Path file) {
        String place = "";
        try (ZipFile archive = new ZipFile(GivenFile.regular(file).toFile())) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                place = entry.getName() + ": ";
                Check.require(!tensors.containsKey(name(entry)), "two arrays have this name");
                tensors.put(name(entry), read(archive, entry, Files.size(file)));
            }
            return tensors;
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the archive %s cannot be read: %s%s".formatted(file, place, Unreadable.reason(unreadable)),
                    unreadable);
        } catch (InvalidRequestException damaged) {
            throw new InvalidRequestException(
                    "the archive %s cannot be read: %s%s".formatted(file, place, damaged.getMessage()), damaged);
        }
    }

    private static String name(ZipEntry entry) {
        Check.require(entry.getName().endsWith(ENDING), "it is no .npy array");
        return entry.getName().substring(0, entry.getName().length() - ENDING.length());
    }

    private static Tensor read(ZipFile archive, ZipEntry entry, long all) throws IOException {
        long most = LARGEST_RATIO * Math.clamp(entry.getCompressedSize(), 1, all);
        Check.require(entry.getSize() <= most, "it cannot have %,d bytes".formatted(entry.getSize()));
        try (CheckedInputStream content = new CheckedInputStream(archive.getInputStream(entry), new CRC32());
                ReadableByteChannel channel = Channels.newChannel(content)) {
            Tensor tensor = Npy.read(channel, entry.getSize());
            Check.require(
                    content.read() < 0,
                    "it has more than the %,d bytes that the archive gives".formatted(entry.getSize()));
            Check.require(
                    content.getChecksum().getValue() == entry.getCrc(),
                    "its checksum (CRC-32) differs from the archive's");
            return tensor;
        }
    }

    /// Stored, in the order of the names.
    static void write(OutputStream out, Map<String, Tensor> tensors) throws IOException {
        try (ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, Tensor> tensor : new TreeMap<>(tensors).entrySet()) {
                byte[] content = Npy.bytes(tensor.getValue());
                archive.putNextEntry(entry(tensor.getKey() + ENDING, content));
                archive.write(content);
            }
        }
    }

    /// The time is that of the format's beginning, so that equal arrays make equal files.
    private static ZipEntry entry(String name, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}
