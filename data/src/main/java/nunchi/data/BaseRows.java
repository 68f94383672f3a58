package nunchi.data;

import java.util.function.UnaryOperator;

/// The data set that rows were taken from, through subsets and other class numbers.
final class BaseRows {
    private BaseRows() {}

    static Dataset base(Dataset data) {
        return switch (data) {
            case Subset part -> base(part.whole());
            case RenumberedDataset other -> base(other.whole());
            default -> data;
        };
    }

    /// Where a row stands in the base.
    static int row(Dataset data, int row) {
        return switch (data) {
            case Subset part -> row(part.whole(), part.rowInWhole(row));
            case RenumberedDataset other -> row(other.whole(), row);
            default -> row;
        };
    }

    /// The same rows of another base.
    static Dataset with(Dataset data, UnaryOperator<Dataset> change) {
        return switch (data) {
            case Subset part -> part.of(with(part.whole(), change));
            case RenumberedDataset other -> other.of(with(other.whole(), change));
            default -> change.apply(data);
        };
    }
}
