package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import nunchi.picture.Fit;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;

/// The handwritten digits that come with Nunchi: 1,797 images of 8 rows and 8 columns with values 0 … 16 and the
/// classes 0 … 9, in the order of scikit-learn's `load_digits`. An example has the shape `[64]`, a target `[]`.
public final class Digits implements DataSource {
    private static final int ROWS = 1797;
    private static final int PIXELS = 64;
    private static final String FILE = "digits.csv.gz";
    private static final String CHECKSUM = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8";
    private static final String ATTRIBUTION =
            "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998),"
                    + " UCI Machine Learning Repository, CC BY 4.0; csv file by the scikit-learn developers, BSD-3-Clause";

    /// All rows.
    public static Dataset load() {
        byte[] csv = content();
        byte[] values = new byte[ROWS * PIXELS];
        byte[] labels = new byte[ROWS];
        Numbers numbers = new Numbers(csv);
        for (int row = 0; row < ROWS; row++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                values[row * PIXELS + pixel] = numbers.next();
            }
            labels[row] = numbers.next();
        }
        DataCard card = new DataCard("digits", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                .drawnAs(Shape.of(8, 8, 1), new InputRange(0, 16))
                .fittedBy(Fit.STROKES)
                .attributedTo(ATTRIBUTION)
                .withChecksums(Map.of("digits.csv", Sha256.of(csv)));
        return new ByteDataset(card, Shape.of(PIXELS), values, labels);
    }

    private static byte[] content() {
        try (InputStream compressed = Digits.class.getResourceAsStream(FILE)) {
            if (compressed == null) {
                throw new IllegalStateException(FILE + " is missing from Nunchi's own files");
            }
            return new GZIPInputStream(compressed).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " among Nunchi's own files cannot be read", e);
        }
    }

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String description() {
        return "handwritten digits, 8x8 grey, 10 classes (UCI, Alpaydin and Kaynak 1998)";
    }

    @Override
    public List<Integer> rows() {
        return List.of(ROWS);
    }

    @Override
    public Optional<String> place(DataFolders folders) {
        return Optional.of("inside Nunchi");
    }

    @Override
    public List<FileCheck> check(DataFolders folders) {
        String found = Sha256.of(content());
        FileCheck.State state = found.equals(CHECKSUM) ? FileCheck.State.OK : FileCheck.State.DAMAGED;
        String complaint = "its content has the SHA-256 %s; expected %s".formatted(found, CHECKSUM);
        return List.of(
                new FileCheck(Path.of(FILE), "digits.csv", state, state == FileCheck.State.OK ? null : complaint));
    }

    @Override
    public Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), Reading.KNOWN_FORM, Set.of());
        return new Datasets(load());
    }

    /// The whole numbers of a text in their order, whatever stands between them.
    private static final class Numbers {
        private final byte[] text;
        private int position;

        Numbers(byte[] text) {
            this.text = text;
        }

        byte next() {
            int number = 0;
            while (position < text.length && text[position] >= '0' && text[position] <= '9') {
                number = 10 * number + text[position++] - '0';
            }
            position++;
            return (byte) number;
        }
    }
}
