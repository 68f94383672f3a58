package nunchi.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Source;
import nunchi.step.Expansion.Form;
import nunchi.step.Expansion.Operand;
import org.jspecify.annotations.Nullable;

/// Writes elements of nodes as what they are made of, with the operands named by their steps.
final class Expansions {
    private static final int MOST_TERMS = 64;

    private final Function<Node, double[]> values;
    private final Map<Node, Operand> known = new HashMap<>();

    /// @param values of every node
    Expansions(SteppedGraph graph, Function<Node, double[]> values) {
        this.values = values;
        for (int step = graph.nodes().size() - 1; step >= 0; step--) {
            Node adjoint = graph.adjoints().get(step);
            if (adjoint != null) {
                known.put(adjoint, operand(graph.nodes().get(step).path(), step, true, adjoint));
            }
        }
        for (int step = 0; step < graph.nodes().size(); step++) {
            Node node = graph.nodes().get(step);
            known.put(node, operand(node.path(), step, false, node));
        }
    }

    private static Operand operand(String label, @Nullable Integer step, boolean gradient, Node node) {
        return new Operand(label, step, gradient, node.shape(), List.of(), List.of());
    }

    Expansion of(Node node, int index) {
        List<Term> all = new Terms(node, index, values).list();
        Form form = form(node);
        List<Operand> operands = new ArrayList<>();
        for (int position = 0; position < node.inputs().size(); position++) {
            operands.add(reached(node.input(position), position, all));
        }
        List<Integer> order = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -weight(form, all.get(i))))
                .toList();
        int shown = Math.min(MOST_TERMS, all.size());
        DoubleStream others = order.subList(shown, order.size()).stream()
                .mapToDouble(i -> all.get(i).value());
        return new Expansion(
                form,
                Formulas.of(node),
                operands,
                order.subList(0, shown).stream().sorted().map(all::get).toList(),
                order.size() - shown,
                form == Form.MAXIMUM ? others.max().orElse(0) : others.sum(),
                values.apply(node)[index]);
    }

    /// How much a term counts.
    private static double weight(Form form, Term term) {
        return form == Form.SUM ? Math.abs(term.value()) : term.value();
    }

    private static Form form(Node node) {
        return switch (node.op()) {
            case Source _, Recurrent _ -> Form.WHOLE;
            case MaxPool _ -> Form.MAXIMUM;
            case Softmax _ -> Form.SOFTMAX;
            default -> Form.SUM;
        };
    }

    /// An operand with the places that the terms read.
    private Operand reached(Node input, int position, List<Term> terms) {
        Operand plain =
                known.getOrDefault(input, new Operand(input.path(), null, false, input.shape(), List.of(), List.of()));
        List<int[]> places = terms.stream()
                .flatMap(term -> term.factors().stream())
                .filter(factor -> factor.operand() == position)
                .map(factor -> Coordinates.of(input.shape(), factor.index()))
                .toList();
        if (places.isEmpty()) {
            return plain;
        }
        return new Operand(
                plain.label(),
                plain.step(),
                plain.gradient(),
                plain.shape(),
                ends(places, IntStream::min),
                ends(places, IntStream::max));
    }

    /// The least or the largest place on each axis.
    private static List<Integer> ends(List<int[]> places, Function<IntStream, OptionalInt> end) {
        return IntStream.range(0, places.getFirst().length)
                .mapToObj(axis -> end.apply(places.stream().mapToInt(place -> place[axis]))
                        .orElseThrow())
                .toList();
    }
}
