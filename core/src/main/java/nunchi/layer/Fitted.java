package nunchi.layer;

import java.util.Map;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A layer whose statistics are taken from the training examples once, before the first step: preprocessing that travels
/// with the model.
public interface Fitted extends Layer {

    /// Begins to look at examples of this shape (without the batch).
    Fitting fitting(Shape example);

    /// Sees every training example once.
    interface Fitting {

        /// @param values holds one example from `offset` on
        void accept(float[] values, int offset);

        /// The layer's statistics by their names within the layer: `mean`, `deviation`.
        Map<String, Tensor> statistics();
    }
}
