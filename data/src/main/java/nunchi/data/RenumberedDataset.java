package nunchi.data;

import java.util.Arrays;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;

/// Another data set's rows with the class numbers of a model.
final class RenumberedDataset implements Dataset {
    private final Dataset whole;
    private final DataCard card;
    /// By the other data set's class number.
    private final int[] numbers;

    RenumberedDataset(Dataset whole, List<String> classes, int[] numbers) {
        this.whole = whole;
        this.card = whole.card().withClasses(classes);
        this.numbers = numbers;
    }

    Dataset whole() {
        return whole;
    }

    /// The same of another data set with the same classes.
    RenumberedDataset of(Dataset other) {
        return new RenumberedDataset(other, card.classes(), numbers);
    }

    @Override
    public Dataset epoch(int number) {
        Dataset changed = whole.epoch(number);
        return changed == whole ? this : of(changed);
    }

    @Override
    public int rowInSource(int row) {
        return whole.rowInSource(row);
    }

    @Override
    public DataCard card() {
        return card;
    }

    @Override
    public Shape example() {
        return whole.example();
    }

    @Override
    public Shape target() {
        return whole.target().rank() == 0
                ? Shape.SCALAR
                : Shape.of(card.classes().size());
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public void example(int row, float[] into, int offset) {
        whole.example(row, into, offset);
    }

    @Override
    public void target(int row, float[] into, int offset) {
        if (whole.target().rank() == 0) {
            into[offset] = label(row);
            return;
        }
        float[] values = new float[whole.target().size()];
        whole.target(row, values, 0);
        Arrays.fill(into, offset, offset + card.classes().size(), 0);
        for (int i = 0; i < values.length; i++) {
            into[offset + numbers[i]] += values[i];
        }
    }

    @Override
    public int label(int row) {
        int number = whole.label(row);
        if (number < 0 || number >= numbers.length) {
            throw new InvalidRequestException(
                    "row %d of %s has the label %d, but there are %d classes; count them from 0"
                            .formatted(row, name(), number, numbers.length));
        }
        return numbers[number];
    }
}
