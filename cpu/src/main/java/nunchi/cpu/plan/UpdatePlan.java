package nunchi.cpu.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.graph.Graph;
import nunchi.graph.Node;

/// Which new weights are written where they belong as soon as they are computed, and which only at the end of the step.
///
/// A value goes straight into its weight if it comes out of an elementwise group, nobody outside that group reads it,
/// and nothing that runs later reads the old weight.
final class UpdatePlan {
    private final Fusion fusion;
    private final List<Node> live;
    private final Map<Node, Node> direct = new HashMap<>();
    private final Map<Node, Node> deferred = new LinkedHashMap<>();

    UpdatePlan(Graph graph, List<Node> live, Fusion fusion) {
        this.fusion = fusion;
        this.live = live;
        graph.updates().forEach((weight, value) -> {
            Node source = Fusion.resolve(value);
            boolean straight = Fusion.elementwise(source)
                    && fusion.inner(source)
                    && !direct.containsKey(source)
                    && !readLater(weight, source);
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
        FusedGroup group = fusion.groups(value).iterator().next();
        return live.stream().filter(node -> reads(node, weight)).anyMatch(reader -> {
            boolean beforeTheValue =
                    reader.index() <= value.index() && reader.shape().equals(weight.shape());
            boolean laterInGroup = fusion.groups(reader).contains(group) && !beforeTheValue;
            return laterInGroup
                    || otherTurns(reader, group)
                            .anyMatch(turn -> turn.index() >= group.root().index());
        });
    }

    private static boolean reads(Node node, Node weight) {
        return Fusion.resolve(node) == node
                && node.inputs().stream().anyMatch(input -> Fusion.resolve(input) == weight);
    }

    /// The nodes in whose turn the node is computed other than in this group: the roots of its groups; for a product
    /// the root of the group that takes it in.
    private Stream<Node> otherTurns(Node node, FusedGroup group) {
        if (!fusion.groups(node).isEmpty()) {
            return fusion.groups(node).stream().filter(other -> other != group).map(FusedGroup::root);
        }
        FusedGroup reader = Fusion.product(node) ? fusion.reader(node) : null;
        return Stream.of(reader != null && fusion.product(reader) == node ? reader.root() : node);
    }
}
