package nunchi.inference;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;

/// What a model takes, asked of examples before they are computed.
///
/// @param shape of one example
/// @param names of its values, where they were a table's columns; else empty
public record Examples(Shape shape, List<String> names) {

    /// @throws InvalidRequestException when it has not as many values as the model takes, or one that is not finite
    public void require(float[] values) {
        Check.given("an example", values);
        if (values.length != shape.size()) {
            throw new InvalidRequestException("an example has %d values, but this model takes %d, the shape %s"
                    .formatted(values.length, shape.size(), shape));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InvalidRequestException(
                        "%s is %s; all values must be finite numbers in the range of float32 (3.4e38): put a number in its place"
                                .formatted(column(i), values[i]));
            }
        }
    }

    private String column(int value) {
        return names.isEmpty()
                ? "the value in column %d".formatted(value)
                : "the value of column '%s'".formatted(names.get(value));
    }

    /// @throws InvalidRequestException naming the row, counted from 0
    public void require(List<float[]> examples) {
        Check.given("the list of examples", examples);
        for (int row = 0; row < examples.size(); row++) {
            try {
                require(examples.get(row));
            } catch (InvalidRequestException refused) {
                throw new InvalidRequestException("row %d: %s".formatted(row, refused.getMessage()), refused);
            }
        }
    }
}
