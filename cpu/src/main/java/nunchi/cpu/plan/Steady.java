package nunchi.cpu.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;

/// Which nodes keep their values from step to step: those that depend on constants and weights without updates stay
/// until somebody sets a weight, those that depend on inputs besides until somebody feeds one. A full batch that is fed
/// once is standardized once; a network that is only evaluated transforms its kernels once.
///
/// Where no weight is updated every step is an evaluation, fed anew: nothing is kept on account of inputs, and memory
/// is shared.
final class Steady {
    private final Map<Node, Change> changes = new HashMap<>();

    /// @param live the graph's [Graph#live]
    Steady(Graph graph, List<Node> live) {
        Change fed = graph.updates().isEmpty() ? Change.STEP : Change.FEEDING;
        for (Node node : live) {
            changes.put(
                    node,
                    switch (node.op()) {
                        case Input _ -> fed;
                        case Constant _, Indices _ -> Change.WEIGHTS;
                        case Weight _ -> graph.updates().containsKey(node) ? Change.STEP : Change.WEIGHTS;
                        case StepValue _, RandomUniform _ -> Change.STEP;
                        default ->
                            node.inputs().stream()
                                    .map(changes::get)
                                    .max(Change::compareTo)
                                    .orElse(Change.STEP);
                    });
        }
    }

    Change change(Node node) {
        return Objects.requireNonNull(changes.get(node));
    }
}
