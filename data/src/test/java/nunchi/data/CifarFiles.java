package nunchi.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A small set in CIFAR-10's format for the tests: two images in each of its files.
final class CifarFiles {
    static final List<String> NAMES = List.of(
            "data_batch_1.bin",
            "data_batch_2.bin",
            "data_batch_3.bin",
            "data_batch_4.bin",
            "data_batch_5.bin",
            "test_batch.bin");
    private static final int ROW = 3073;

    private CifarFiles() {}

    /// Image i of file f has the label `2 · f + i`, red `label`, green the pixel's number modulo 100, blue 200.
    static byte[] content(String name) {
        byte[] rows = new byte[2 * ROW];
        for (int image = 0; image < 2; image++) {
            int label = (2 * NAMES.indexOf(name) + image) % 10;
            int start = image * ROW;
            rows[start] = (byte) label;
            Arrays.fill(rows, start + 1, start + 1025, (byte) label);
            for (int pixel = 0; pixel < 1024; pixel++) {
                rows[start + 1025 + pixel] = (byte) (pixel % 100);
            }
            Arrays.fill(rows, start + 2049, start + 3073, (byte) 200);
        }
        return rows;
    }

    static Map<String, String> checksums() {
        Map<String, String> checksums = new HashMap<>();
        NAMES.forEach(name -> checksums.put(name, Sha256.of(content(name))));
        return checksums;
    }

    static byte[] tar(List<String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
                entry.setSize(2 * ROW);
                tar.putArchiveEntry(entry);
                tar.write(content(name));
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// As the official archive has them: not in the order of their names.
    static byte[] archive() {
        List<String> names = new ArrayList<>(NAMES);
        names.addFirst(names.removeLast());
        return IdxFiles.compressed(tar(names.reversed()));
    }
}
