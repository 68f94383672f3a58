package nunchi.layer;

import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// A layer that goes through sequences step by step with a state: `[batch, steps, features]` in, one vector per
/// sequence or per step out. The state begins with zeros in each sequence.
///
/// Where the scope has a mask, a step of padding keeps the state of the step before, so that the result of a sequence
/// does not depend on how far it is padded, at its beginning or at its end.
public sealed interface RecurrentLayer extends Layer permits SimpleRnn, Lstm, Gru {
    /// What a layer gives of the states h of its steps.
    enum Output {
        /// The state after the step that is read last: `[batch, units]`.
        LAST,
        /// The state after each step: `[batch, steps, units]`.
        SEQUENCE,
        /// The mean of the states: `[batch, units]`.
        MEAN,
        /// The largest value of each unit: `[batch, units]`.
        MAX
    }

    /// Whose initial values and biases a layer has.
    enum Convention {
        KERAS,
        PYTORCH
    }

    /// The size of the state h.
    int units();

    /// Whether the last step is read first.
    boolean reverse();

    /// What the layer gives.
    Output output();

    /// The same layer reading in the other direction.
    RecurrentLayer reversed();

    /// The same layer giving each of its steps.
    RecurrentLayer givingSequence();

    @Override
    default @Nullable Node mask(Scope scope, Node x) {
        return output() == Output.SEQUENCE ? scope.mask() : null;
    }
}
