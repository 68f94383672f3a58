package nunchi.graph.op;

import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// An op that goes through sequences step by step with a [Cell]. With batch B, steps T, units H, and a cell of G gates
/// and S states:
///
/// | array | shape |
/// |---|---|
/// | inputs x̂ | `[B, T, G·H]` |
/// | recurrent weight U | `[H, G·H]` |
/// | initial states | `[S, B, H]` |
/// | mask | `[B, T]`, 0 for padding |
/// | recurrent bias, of a cell that has one | `[G·H]` |
/// | states | `[S, B, T, H]` |
///
/// At a step with mask 0 the states are those of the step before, copied: whatever x̂ holds there has no effect.
public sealed interface Recurrent extends Op {
    /// The position of the recurrent weight among the operands of [Recurrence].
    int U = 1;

    /// The position of the initial states.
    int INITIAL = 2;

    /// The position of the mask; that of the recurrent bias is the next.
    int MASK = 3;

    /// What is computed at each step.
    Cell cell();

    /// Whether the last step comes first.
    boolean reverse();

    /// The states after every step, from the operands x̂, U, initial states, mask and, of a cell that has one,
    /// recurrent bias.
    ///
    /// Gradient: [RecurrenceGradient] gives z̄, the adjoint of x̂. That of U is `Ū = Σ h₋ᵀ·z̄` over all steps, one
    /// product; none flows to the mask.
    record Recurrence(Cell cell, boolean reverse) implements Recurrent {
        @Override
        public Shape shape(List<Shape> operands) {
            Shape x = checked(cell, operands);
            return Shape.of(cell.states(), x.extent(0), x.extent(1), x.extent(2) / cell.gates());
        }

        @Override
        public List<@Nullable Node> gradient(Node node, Node upstream) {
            Graph graph = node.graph();
            Node trace =
                    graph.add(new RecurrenceTrace(cell, reverse), node.inputs().toArray(Node[]::new));
            Node[] operands = {trace, node, node.input(U), node.input(INITIAL), node.input(MASK), upstream};
            Node inputs = graph.add(new RecurrenceGradient(cell, reverse), operands);
            Node initial = graph.add(new RecurrenceStateGradient(cell, reverse), operands);
            RecurrentProducts products = new RecurrentProducts(node, trace, inputs, reverse);
            Stream<@Nullable Node> terms = Stream.of(inputs, products.weight(), initial, null);
            return cell.recurrentBias()
                    ? Stream.concat(terms, Stream.of(products.bias())).toList()
                    : terms.toList();
        }
    }

    /// What the cell computes on the way, from the operands of [Recurrence]: its gates after their functions, `[B, T,
    /// G·H]`, and of a GRU that resets afterwards `h₋·U_h + b_h` as a fourth block. 0 at steps with mask 0.
    record RecurrenceTrace(Cell cell, boolean reverse) implements Recurrent {
        @Override
        public Shape shape(List<Shape> operands) {
            Shape x = checked(cell, operands);
            return x.withLast(x.last() / cell.gates() * cell.traced());
        }

        @Override
        public long operations(Node node) {
            return node.shape().size();
        }
    }

    /// The adjoint z̄ of x̂, `[B, T, G·H]`, from the trace, the states, U, the initial states, the mask and the adjoint
    /// of the states. 0 at steps with mask 0.
    record RecurrenceGradient(Cell cell, boolean reverse) implements Recurrent {
        @Override
        public Shape shape(List<Shape> operands) {
            Shape trace = operands.getFirst();
            return trace.withLast(trace.last() / cell.traced() * cell.gates());
        }
    }

    /// The adjoint of the initial states, `[S, B, H]`, from the operands of [RecurrenceGradient].
    record RecurrenceStateGradient(Cell cell, boolean reverse) implements Recurrent {
        @Override
        public Shape shape(List<Shape> operands) {
            return operands.get(1 + INITIAL);
        }

        @Override
        public long operations(Node node) {
            return node.shape().size();
        }
    }

    /// Only [Recurrence] has one.
    @Override
    default List<@Nullable Node> gradient(Node node, Node upstream) {
        throw new InvalidRequestException("second derivatives of recurrent layers cannot be computed");
    }

    /// Of the products with U.
    @Override
    default long operations(Node node) {
        Shape states = node.shape();
        Shape weight = node.input(this instanceof Recurrence ? U : 1 + U).shape();
        long steps = this instanceof Recurrence ? states.rows() / cell().states() : states.rows();
        return 2 * steps * weight.size();
    }

    /// The shape of x̂, if the others fit it.
    private static Shape checked(Cell cell, List<Shape> operands) {
        Shape x = operands.getFirst();
        Check.require(
                x.rank() == 3 && x.last() % cell.gates() == 0,
                "a recurrence takes [batch, steps, %d · units], but got %s".formatted(cell.gates(), x));
        int units = x.last() / cell.gates();
        List<Shape> expected = Stream.concat(
                        Stream.of(
                                x,
                                Shape.of(units, x.last()),
                                Shape.of(cell.states(), x.extent(0), units),
                                Shape.of(x.extent(0), x.extent(1))),
                        cell.recurrentBias() ? Stream.of(Shape.of(x.last())) : Stream.empty())
                .toList();
        Check.require(
                operands.equals(expected),
                "a recurrence of %d units takes inputs, recurrent weight, initial states and mask of the shapes %s, but got %s"
                        .formatted(units, expected, operands));
        return x;
    }
}
