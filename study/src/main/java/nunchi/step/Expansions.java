package nunchi.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MaxPool;
import nunchi.step.Expansion.Form;
import nunchi.step.Expansion.Operand;
import nunchi.step.Term.Factor;

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

    private static Operand operand(String label, Integer step, boolean gradient, Node node) {
        return new Operand(label, step, gradient, node.shape(), List.of(), List.of());
    }

    Expansion of(Node node, int index) {
        List<Term> all = new Terms(node, index, values).list();
        Form form = form(node, all);
        List<Operand> operands = new ArrayList<>();
        for (int position = 0; position < node.inputs().size(); position++) {
            operands.add(reached(node.input(position), position, all));
        }
        Set<Integer> shown = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> form == Form.SUM ? -Math.abs(all.get(i).value()) : -all.get(i).value()))
                .limit(MOST_TERMS)
                .collect(Collectors.toSet());
        List<Term> terms =
                IntStream.range(0, all.size()).filter(shown::contains).mapToObj(all::get).toList();
        double[] others = IntStream.range(0, all.size())
                .filter(i -> !shown.contains(i))
                .mapToDouble(i -> all.get(i).value())
                .toArray();
        double rest = form == Form.MAXIMUM
                ? java.util.Arrays.stream(others).max().orElse(0)
                : java.util.Arrays.stream(others).sum();
        return new Expansion(
                form, Formulas.of(node), operands, terms, others.length, rest, values.apply(node)[index]);
    }

    private static Form form(Node node, List<Term> terms) {
        if (terms.isEmpty() && node.inputs().isEmpty()) {
            return Form.WHOLE;
        }
        return switch (node.op()) {
            case MaxPool _ -> Form.MAXIMUM;
            case Softmax _ -> Form.SOFTMAX;
            case nunchi.graph.op.Recurrent _ -> Form.WHOLE;
            default -> Form.SUM;
        };
    }

    /// An operand with the places that the terms read.
    private Operand reached(Node input, int position, List<Term> terms) {
        Operand plain = known.getOrDefault(
                input, new Operand(input.path(), null, false, input.shape(), List.of(), List.of()));
        int[] least = null;
        int[] largest = null;
        for (Term term : terms) {
            for (Factor factor : term.factors()) {
                if (factor.operand() == position) {
                    int[] place = Coordinates.of(input.shape(), factor.index());
                    least = least == null ? place.clone() : least;
                    largest = largest == null ? place.clone() : largest;
                    for (int axis = 0; axis < place.length; axis++) {
                        least[axis] = Math.min(least[axis], place[axis]);
                        largest[axis] = Math.max(largest[axis], place[axis]);
                    }
                }
            }
        }
        return least == null || largest == null
                ? plain
                : new Operand(plain.label(), plain.step(), plain.gradient(), plain.shape(), list(least), list(largest));
    }

    private static List<Integer> list(int[] place) {
        return IntStream.of(place).boxed().toList();
    }
}
