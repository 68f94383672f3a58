package nunchi.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.ClassFolders.LabelledFile;
import nunchi.layer.Size;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Reads many images at once into bytes of one form, and gathers the files that are none.
final class PictureReader {
    private static final int MOST_NAMED = 10;
    private static final long MOST_VALUES = Integer.MAX_VALUE - 64L;
    private static final List<String> PARTS = List.of("train", "validation", "test");

    private final Path folder;
    private final List<String> classes;
    private final ImageForm form;
    private final boolean skipDamaged;

    PictureReader(Path folder, List<String> classes, Reading reading) {
        this.folder = folder;
        this.classes = classes;
        this.form = reading.image() == null ? new ImageForm() : reading.image();
        this.skipDamaged = reading.skipDamaged();
    }

    /// The parts; null for one without files.
    List<@Nullable Dataset> read(List<List<LabelledFile>> parts, String name) {
        Picture first = parts.stream()
                .flatMap(List::stream)
                .flatMap(file -> picture(file).stream())
                .findFirst()
                .orElseThrow(() -> refused(parts.stream()
                        .flatMap(List::stream)
                        .flatMap(file -> complaint(file.path()).stream())
                        .toList()));
        Size size = form.size() == null ? new Size(first.rows(), first.columns()) : form.size();
        int channels = form.channels() == null ? first.channels() : form.channels();
        List<Filled> filled = fill(parts, new Form(size, channels));
        if (form.channels() == null && channels == 1 && filled.stream().anyMatch(part -> part.coloured.get())) {
            filled = fill(parts, new Form(size, 3));
        }
        List<String> complaints = filled.stream()
                .flatMap(part -> Arrays.stream(part.complaints))
                .filter(Objects::nonNull)
                .toList();
        if (!complaints.isEmpty() && !skipDamaged) {
            throw refused(complaints);
        }
        List<@Nullable Dataset> sets = new ArrayList<>();
        for (int part = 0; part < filled.size(); part++) {
            sets.add(filled.get(part).files.isEmpty() ? null : filled.get(part).dataset(name, PARTS.get(part)));
        }
        return sets;
    }

    private List<Filled> fill(List<List<LabelledFile>> parts, Form wanted) {
        return parts.stream()
                .map(files -> new Filled(files, wanted))
                .peek(Filled::fill)
                .toList();
    }

    private static Optional<Picture> picture(LabelledFile file) {
        try {
            return Optional.of(Picture.read(file.path()));
        } catch (InvalidRequestException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<String> complaint(Path file) {
        try {
            Picture.read(file);
            return Optional.empty();
        } catch (InvalidRequestException damaged) {
            return Optional.of(damaged.getMessage());
        }
    }

    private InvalidRequestException refused(List<String> complaints) {
        String named = complaints.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        String more = complaints.size() > MOST_NAMED ? "; and %,d more".formatted(complaints.size() - MOST_NAMED) : "";
        return new InvalidRequestException(
                "%,d %s of %s cannot be used: %s%s; correct them or remove them, or leave them out by skipDamaged: true"
                        .formatted(complaints.size(), complaints.size() == 1 ? "file" : "files", folder, named, more));
    }

    /// What all images become.
    private record Form(Size size, int channels) {
        Shape shape() {
            return Shape.of(size.rows(), size.columns(), channels);
        }
    }

    /// One part, each image at its place.
    private final class Filled {
        private final List<LabelledFile> files;
        private final Form wanted;
        private final byte[] values;
        private final @Nullable String[] complaints;
        private final @Nullable String[] differences;
        private final byte[][] checksums;
        private final AtomicBoolean coloured = new AtomicBoolean();

        Filled(List<LabelledFile> files, Form wanted) {
            long all = (long) files.size() * wanted.shape().size();
            Check.require(
                    all <= MOST_VALUES,
                    "%s has %,d images, which at the size %s take %,d bytes, more than the %,d that fit; give image a smaller size"
                            .formatted(folder, files.size(), wanted.shape(), all, MOST_VALUES));
            this.files = files;
            this.wanted = wanted;
            this.values = new byte[(int) all];
            this.complaints = new String[files.size()];
            this.differences = new String[files.size()];
            this.checksums = new byte[files.size()][];
        }

        void fill() {
            IntStream.range(0, files.size()).parallel().forEach(this::take);
            Stream.of(differences).filter(Objects::nonNull).findFirst().ifPresent(difference -> {
                throw new InvalidRequestException(difference);
            });
        }

        private void take(int row) {
            Path path = files.get(row).path();
            try {
                Picture picture = Picture.read(path);
                if (differs(picture)) {
                    differences[row] = difference(path, picture);
                    return;
                }
                if (picture.channels() > wanted.channels()) {
                    coloured.set(true);
                }
                picture.fit(fit(), wanted.size().rows(), wanted.size().columns(), wanted.channels())
                        .copy(values, row * wanted.shape().size());
                checksums[row] = digest(path);
            } catch (InvalidRequestException damaged) {
                complaints[row] = damaged.getMessage();
            }
        }

        private Fit fit() {
            return form.fit() == null ? Fit.STRETCH : form.fit();
        }

        private boolean differs(Picture picture) {
            return form.size() == null
                    && (picture.rows() != wanted.size().rows()
                            || picture.columns() != wanted.size().columns());
        }

        private String difference(Path path, Picture picture) {
            return "%s has images of different sizes (%s is %d x %d, another %d x %d); give them one, as in image: {size: [32, 32]}"
                    .formatted(
                            folder,
                            path,
                            picture.rows(),
                            picture.columns(),
                            wanted.size().rows(),
                            wanted.size().columns());
        }

        Dataset dataset(String name, String part) {
            int[] kept = IntStream.range(0, files.size())
                    .filter(row -> complaints[row] == null)
                    .toArray();
            Check.require(kept.length > 0, "%s has no image in its %s set".formatted(folder, part));
            int width = wanted.shape().size();
            int[] labels = new int[kept.length];
            MessageDigest digest = Sha256.digest();
            for (int row = 0; row < kept.length; row++) {
                System.arraycopy(values, kept[row] * width, values, row * width, width);
                labels[row] = files.get(kept[row]).label();
                digest.update(files.get(kept[row]).name().getBytes(StandardCharsets.UTF_8));
                digest.update(checksums[kept[row]]);
            }
            int skipped = files.size() - kept.length;
            String source = skipped == 0
                    ? ""
                    : "%,d of %,d files are not images and were left out".formatted(skipped, files.size());
            DataCard card = new DataCard(name, classes.toArray(String[]::new))
                    .drawnAs(wanted.shape(), InputRange.BYTE)
                    .fittedBy(fit())
                    .attributedTo(source)
                    .withChecksums(Map.of(
                            "%s, %d files with their names".formatted(part, kept.length), Sha256.hexadecimal(digest)));
            byte[] all = skipped == 0 ? values : Arrays.copyOf(values, kept.length * width);
            return new ByteDataset(card, wanted.shape(), all, labels);
        }
    }

    private static byte[] digest(Path file) {
        try {
            return Sha256.digest().digest(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }
}
