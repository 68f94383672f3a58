package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.graph.Graph;
import nunchi.graph.Node;

/// Which new weights are written where they belong as soon as they are computed, and which only at the end of the step.
///
/// A value goes straight into its weight if it comes out of an elementwise group, nobody outside that group reads it, and
/// nothing that runs later reads the old weight.
final class UpdatePlan {
    private final Fusion fusion;
    private final List<Node> live;
    private final Map<Node, Node> direct = new HashMap<>();
    private final Map<Node, Node> deferred = new LinkedHashMap<>();

    UpdatePlan(Graph graph, Fusion fusion) {
        this.fusion = fusion;
        this.live = graph.live();
        graph.updates().forEach((weight, value) -> {
            Node source = Fusion.resolve(value);
            boolean straight = Fusion.elementwise(source) && fusion.inner(source) && !direct.containsKey(source) && !readLater(weight, source);
            if (straight) {
                direct.put(source, weight);
            } else {
                deferred.put(weight, source);
            }
        });
    }

    /// From the value's node to the weight it is written into.
    Map<Node, Node> direct() {
        return direct;
    }

    /// From the weight to the value's node, to be copied at the end.
    Map<Node, Node> deferred() {
        return deferred;
    }

    private boolean readLater(Node weight, Node value) {
        Group group = fusion.group(value);
        int written = group.root().index();
        List<Node> readers = new ArrayList<>(live.stream().filter(node -> reads(node, weight)).toList());
        return readers.stream().anyMatch(reader -> {
            boolean inGroup = fusion.group(reader) == group;
            boolean beforeTheValue = reader.index() <= value.index() && reader.shape().equals(weight.shape());
            return inGroup ? !beforeTheValue : position(reader) >= written;
        });
    }

    private static boolean reads(Node node, Node weight) {
        return Fusion.resolve(node) == node && node.inputs().stream().anyMatch(input -> Fusion.resolve(input) == weight);
    }

    /// When the node's step runs: at the root of its group; a product at the root of the group that takes it in.
    private int position(Node node) {
        if (fusion.group(node) != null) {
            return fusion.group(node).root().index();
        }
        List<Node> consumers = fusion.consumers(node);
        boolean takenIn = Fusion.product(node) && !consumers.isEmpty()
                && fusion.group(consumers.getFirst()) != null && fusion.product(fusion.group(consumers.getFirst())) == node;
        return takenIn ? fusion.group(consumers.getFirst()).root().index() : node.index();
    }
}
