package nunchi.backend;

import java.util.Set;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Tensor;

/// The stored tensors of a model and its optimizer, in the memory of one backend. Programs compiled over the same
/// weights share them: what the training program updates, the evaluating program reads.
public interface Weights {

    /// The names in the order of the graph.
    Set<String> names();

    /// What the graph says of the weight of this name.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name, with those there are
    Weight description(String name);

    /// A copy of the values, in the shape that the graph gives the weight.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name, with those there are
    Tensor get(String name);

    /// Overwrites the values.
    ///
    /// @throws nunchi.check.InvalidRequestException where the shape differs, or for an unknown name
    void set(String name, Tensor values);
}
