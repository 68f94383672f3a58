package nunchi.data;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;

/// Images and their class numbers kept as unsigned bytes, a quarter of what floats would take; each value becomes a
/// float 0 … 255 when a batch takes it.
///
/// | array | values |
/// |---|---|
/// | values | `size · example` unsigned bytes, row after row |
/// | labels | `size` class numbers, each below the number of classes |
///
/// The arrays are not copied, but become the data set's own and are changed; whoever hands them over gives them up.
public final class ByteDataset implements Dataset {
    private static final int MIDDLE = 128;

    private final DataCard card;
    private final Shape example;
    /// Each less 128: Java's compiler makes vector code of the way from signed bytes to floats, and none of that from
    /// unsigned ones.
    private final byte[] values;
    private final int[] labels;

    /// @param example its shape: `[28, 28, 1]`
    /// @throws nunchi.check.InvalidRequestException when the numbers of values, labels and classes do not fit together
    public ByteDataset(DataCard card, Shape example, byte[] values, int[] labels) {
        card.requireExample(example);
        Check.require(
                values.length == (long) labels.length * example.size() && labels.length > 0,
                "%s has %d labels and %d values; it takes one label for each %d values"
                        .formatted(card.name(), labels.length, values.length, example.size()));
        requireClasses(card, labels);
        this.card = card;
        this.example = example;
        this.values = values;
        for (int i = 0; i < values.length; i++) {
            values[i] -= (byte) MIDDLE;
        }
        this.labels = labels;
    }

    /// With at most 256 classes, whose numbers are unsigned bytes.
    public ByteDataset(DataCard card, Shape example, byte[] values, byte[] labels) {
        this(
                card,
                example,
                values,
                IntStream.range(0, labels.length)
                        .map(row -> Byte.toUnsignedInt(labels[row]))
                        .toArray());
    }

    private static void requireClasses(DataCard card, int[] labels) {
        int classes = card.classes().size();
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row];
            if (label < 0 || label >= classes) {
                throw new InvalidRequestException(
                        "label %d of row %d of %s is out of range; there are %d classes, 0 to %d"
                                .formatted(label, row, card.name(), classes, classes - 1));
            }
        }
    }

    @Override
    public DataCard card() {
        return card;
    }

    @Override
    public Shape example() {
        return example;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public void example(int row, float[] into, int offset) {
        int start = row * example.size();
        for (int i = 0; i < example.size(); i++) {
            into[offset + i] = values[start + i] + (float) MIDDLE;
        }
    }

    @Override
    public void target(int row, float[] into, int offset) {
        into[offset] = label(row);
    }

    @Override
    public int label(int row) {
        return labels[row];
    }
}
