package nunchi.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reverse-mode differentiation of a graph, written into the same graph.
///
/// For an output `L` and its seed `ḡ` (the gradient of what is minimized with respect to `L`), the adjoint of every
/// node `v` between `wrt` and `L` is `v̄ = Σ over consumers u of ū · ∂u/∂v`; each op writes its own term. Griewank,
/// Walther: *Evaluating Derivatives*, 2008, chapter 3.
public final class Adjoints {
    private final Map<Node, Node> adjoints = new HashMap<>();
    private final boolean[] depends;

    private Adjoints(Graph graph, Collection<Node> wrt) {
        depends = new boolean[graph.nodes().size()];
        wrt.forEach(node -> depends[node.index()] = true);
        for (Node node : graph.nodes()) {
            depends[node.index()] |= node.inputs().stream().anyMatch(input -> depends[input.index()]);
        }
    }

    /// The gradients of `Σ seed · output` with respect to each of `wrt`, in its order.
    ///
    /// @param seed of the output's shape
    /// @return per node of `wrt` its gradient, of its shape; null where the output does not depend on it
    public static List<@Nullable Node> of(Node output, Node seed, List<Node> wrt) {
        Graph graph = output.graph();
        Adjoints pass = new Adjoints(graph, wrt);
        pass.adjoints.put(output, seed);
        List<Node> order = new ArrayList<>(graph.nodes().subList(0, output.index() + 1));
        for (Node node : order.reversed()) {
            pass.propagate(node);
        }
        return wrt.stream().map(pass.adjoints::get).collect(Collectors.toList());
    }

    private void propagate(Node node) {
        Node upstream = adjoints.get(node);
        if (upstream == null || node.inputs().stream().noneMatch(input -> depends[input.index()])) {
            return;
        }
        List<Node> terms =
                node.graph().within(node.path() + "/gradient", () -> node.op().gradient(node, upstream));
        for (int position = 0; position < terms.size(); position++) {
            Node input = node.input(position);
            if (depends[input.index()] && terms.get(position) != null) {
                adjoints.merge(input, terms.get(position), Node::plus);
            }
        }
    }
}
