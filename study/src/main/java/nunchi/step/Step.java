package nunchi.step;

import java.util.List;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// One op of the graph that leads from an example to its loss, or a tensor that the ops read.
///
/// @param number         position among the steps, from 0; operands come before
/// @param kind           where its values come from
/// @param place          of the layer that wrote it
/// @param notation       its formula
/// @param operands       numbers of the steps that it reads, in the order of the symbols
/// @param shape          of its value, with the batch of one example in front: `[1, 28, 28, 1]`
/// @param differentiated whether the loss has a gradient with respect to it
public record Step(
        int number,
        Kind kind,
        Place place,
        Notation notation,
        List<Integer> operands,
        Shape shape,
        boolean differentiated) {
    public Step {
        operands = List.copyOf(operands);
    }

    /// Where the values of a step come from.
    public enum Kind {
        /// The example, and its target.
        INPUT,
        /// The model.
        WEIGHT,
        /// Neither of both: the same for every example and model.
        CONSTANT,
        /// Operands.
        OP
    }

    /// Where a step was written.
    ///
    /// @param layer   path of the layer: `0.dense`; `loss`, `prediction`, or empty for what is fed
    /// @param name    of the op or the tensor: `matmul`, `weight`, `sigmoid, forget gate f`
    /// @param time    step of the sequence in a recurrent layer, from 0; null elsewhere
    /// @param formula of the whole layer; empty where it has none
    public record Place(String layer, String name, @Nullable Integer time, String formula) {}
}
