package nunchi.data;

import java.util.Arrays;
import java.util.Objects;
import nunchi.check.Check;
import nunchi.tensor.Shape;

/// Chosen rows of another data set, in the order they are given.
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] rows;

    /// @param rows of `whole`, at least one, each in 0 … size-1; a row may come twice
    public Subset(Dataset whole, int... rows) {
        Check.require(rows.length > 0, "a subset of %s needs at least one row".formatted(whole.name()));
        for (int row : rows) {
            Objects.checkIndex(row, whole.size());
        }
        this.whole = whole instanceof Subset part ? part.whole : whole;
        this.rows = whole instanceof Subset part
                ? Arrays.stream(rows).map(row -> part.rows[row]).toArray()
                : rows.clone();
    }

    Dataset whole() {
        return whole;
    }

    /// The same rows of another data set.
    Subset of(Dataset other) {
        return new Subset(other, rows);
    }

    /// The row that one of this subset has in the whole set.
    public int rowInWhole(int row) {
        return rows[row];
    }

    @Override
    public Dataset epoch(int number) {
        Dataset changed = whole.epoch(number);
        return changed == whole ? this : new Subset(changed, rows);
    }

    @Override
    public int rowInSource(int row) {
        return whole.rowInSource(rows[row]);
    }

    @Override
    public DataCard card() {
        return whole.card();
    }

    @Override
    public Shape example() {
        return whole.example();
    }

    @Override
    public Shape target() {
        return whole.target();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public void example(int row, float[] into, int offset) {
        whole.example(rows[row], into, offset);
    }

    @Override
    public void target(int row, float[] into, int offset) {
        whole.target(rows[row], into, offset);
    }

    @Override
    public int label(int row) {
        return whole.label(rows[row]);
    }
}
