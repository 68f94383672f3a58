package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A recurrent layer with a cell of your own, written step by step: `s_t = cell(x_t, s_{t-1})`, from states of zeros.
/// A step of padding keeps the states of the step before, as those of [Lstm] and [Gru] do, and in a decoder the layer
/// begins with the states that the encoder's layer ended with.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps, features]` |
/// | states s | `[batch, units]` each; the first is h |
/// | y | `[batch, units]`, or `[batch, steps, units]` |
///
/// Weights: those of the cell, under the layer's path, the same at all steps.
///
/// The program grows with the steps: about twenty small operations for each step of an LSTM, and three times as many in
/// training. Up to about 60 steps that costs seconds before the first step of a training. `lstm`, `gru` and `simpleRnn`
/// are one operation for any number of steps, and several times as fast.
///
/// @param cell    what becomes of the states at a step
/// @param reverse whether the last step is read first (default: false)
/// @param output  output of the layer: the last state, the sequence of all states, their mean or their maximum
///     (default: last)
public record Unrolled(RecurrentCell cell, boolean reverse, Output output) implements Layer {
    public Unrolled {
        Check.given("cell", cell);
        Check.given("output", output);
        Check.positive("units", cell.units());
        Check.positive("states", cell.states());
    }

    public Unrolled(RecurrentCell cell) {
        this(cell, Output.LAST);
    }

    public Unrolled(RecurrentCell cell, Output output) {
        this(cell, false, output);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Steps steps = Steps.of(scope, this, x);
        LayerStates states = new LayerStates(scope, name(), reverse);
        Node initial = states.initial(Shape.of(cell.states(), steps.batch(), cell.units()));
        RecurrentCell.Step step = cell.begin(scope, x.shape().last());
        Unrolling unrolling = new Unrolling(initial, steps.mask());
        Node all = unrolling.states(reverse, (t, before) -> checked(step.next(Unrolling.at(x, t), before), before));
        if (scope.unrolled() != null) {
            scope.unrolled().accept(scope.path(), unrolling.hidden());
        }
        return states.end(all, output);
    }

    /// Of a cell that anyone may write.
    private List<Node> checked(List<Node> next, List<Node> before) {
        List<Shape> given = next.stream().map(Node::shape).toList();
        List<Shape> expected = before.stream().map(Node::shape).toList();
        Check.require(
                given.equals(expected),
                "the cell %s must give states of the shapes %s, but gave %s"
                        .formatted(cell.getClass().getSimpleName(), expected, given));
        return next;
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return output == Output.SEQUENCE ? scope.mask() : null;
    }
}
