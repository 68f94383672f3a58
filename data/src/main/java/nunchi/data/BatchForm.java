package nunchi.data;

import nunchi.tensor.Shape;

/// What the batches have in common that one program computes.
///
/// @param rows    examples of a batch
/// @param example shape of an example, without the batch
/// @param target  shape of a target, without the batch
public record BatchForm(int rows, Shape example, Shape target) {
    /// Of whole examples of a data set.
    public static BatchForm of(Dataset data, int rows) {
        return new BatchForm(rows, data.example(), data.target());
    }

    /// The same of batches with another number of examples.
    public BatchForm withRows(int other) {
        return new BatchForm(other, example, target);
    }
}
