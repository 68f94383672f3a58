package nunchi.cpu.plan;

import java.util.HashSet;
import java.util.Set;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Constant;
import nunchi.graph.op.Input;
import nunchi.graph.op.RandomUniform;
import nunchi.graph.op.StepValue;
import nunchi.graph.op.Weight;

/// The nodes whose values stay from step to step as long as nobody feeds an input or sets a weight: those that depend on inputs,
/// constants and weights without updates alone. A full batch that is fed once is standardized once.
final class Steady {
    private final Set<Node> nodes = new HashSet<>();

    Steady(Graph graph) {
        for (Node node : graph.live()) {
            boolean stays = switch (node.op()) {
                case Input _, Constant _ -> true;
                case Weight _ -> !graph.updates().containsKey(node);
                case StepValue _, RandomUniform _ -> false;
                default -> nodes.containsAll(node.inputs());
            };
            if (stays) {
                nodes.add(node);
            }
        }
    }

    boolean contains(Node node) {
        return nodes.contains(node);
    }
}
