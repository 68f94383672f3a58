package nunchi.layer;

import java.util.Map;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A layer whose statistics are taken from the training examples once, before the first step: preprocessing that
/// travels with the model.
public interface Fitted extends Layer {

    /// Begins to look at examples of this shape (without the batch): `[8, 8, 1]`.
    Fitting fitting(Shape example);

    /// Sees every training example once.
    interface Fitting {

        /// @param values holds one example from `offset` on, as many values as its shape has, last axis fastest
        void accept(float[] values, int offset);

        /// The layer's statistics by their names within the layer (`mean`, `deviation`), each of the shape that its
        /// weight of this name has.
        Map<String, Tensor> statistics();
    }
}
