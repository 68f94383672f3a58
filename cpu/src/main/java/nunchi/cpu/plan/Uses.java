package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nunchi.graph.Graph;
import nunchi.graph.Node;

/// Who reads the values of each node. Reshapes and stopped gradients move nothing: they are looked through.
final class Uses {
    private final Map<Node, List<Node>> consumers = new HashMap<>();
    private final Set<Node> outputs = new HashSet<>();
    private final Set<Node> newWeights = new HashSet<>();

    Uses(Graph graph, List<Node> live) {
        graph.outputs().values().forEach(node -> outputs.add(Fusion.resolve(node)));
        graph.updates().values().forEach(node -> newWeights.add(Fusion.resolve(node)));
        for (Node node : live) {
            if (Fusion.resolve(node) == node) {
                node.inputs().stream()
                        .map(Fusion::resolve)
                        .distinct()
                        .forEach(input -> consumers
                                .computeIfAbsent(input, key -> new ArrayList<>())
                                .add(node));
            }
        }
    }

    /// The nodes that read its values, each once, in the order of the graph.
    List<Node> consumers(Node node) {
        return consumers.getOrDefault(node, List.of());
    }

    boolean output(Node node) {
        return outputs.contains(node);
    }

    /// Whether a weight takes its values at the end of the step.
    boolean newWeight(Node node) {
        return newWeights.contains(node);
    }
}
