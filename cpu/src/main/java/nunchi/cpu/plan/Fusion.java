package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.BroadcastTo;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.RandomUniform;
import nunchi.graph.op.Reshape;
import nunchi.graph.op.StopGradient;
import nunchi.graph.op.Sum;
import nunchi.graph.op.Unary;

/// Decides which nodes are computed together.
///
/// One rule, from the last node to the first: an elementwise node whose consumers all lie in one group, of its own size,
/// joins it; any other begins a group. Nobody outside sees a member that is not the root, so groups cannot depend on each
/// other in a circle, and the order of their roots in the graph is an order in which they can run. Reshapes move nothing and
/// are looked through.
final class Fusion {
    private final Map<Node, List<Node>> consumers = new HashMap<>();
    private final Map<Node, Group> groups = new HashMap<>();
    private final Set<Node> outputs = new HashSet<>();

    Fusion(Graph graph) {
        graph.outputs().values().forEach(node -> outputs.add(resolve(node)));
        List<Node> live = graph.live();
        for (Node node : live) {
            if (resolve(node) == node) {
                node.inputs().forEach(input -> consumers.computeIfAbsent(resolve(input), key -> new ArrayList<>()).add(node));
            }
        }
        live.reversed().forEach(this::place);
    }

    /// The node that computes the values: reshapes and stopped gradients are looked through.
    static Node resolve(Node node) {
        return node.op() instanceof Reshape || node.op() instanceof StopGradient ? resolve(node.input(0)) : node;
    }

    static boolean elementwise(Node node) {
        return node.op() instanceof Unary || node.op() instanceof Binary || node.op() instanceof RandomUniform || node.op() instanceof BroadcastTo;
    }

    private void place(Node node) {
        if (node.op() instanceof Sum) {
            groups.put(node, new Group(node));
        } else if (elementwise(node)) {
            Group host = host(node);
            if (host == null) {
                groups.put(node, new Group(node));
            } else {
                host.join(node);
                groups.put(node, host);
            }
        }
    }

    /// The one group that takes in all that the node's consumers need of it, or null.
    private Group host(Node node) {
        if (outputs.contains(node) || consumers(node).isEmpty()) {
            return null;
        }
        Group host = groups.get(consumers(node).getFirst());
        boolean alone = consumers(node).stream().allMatch(consumer -> groups.get(consumer) == host);
        return host != null && alone && host.size() == node.shape().size() ? host : null;
    }

    List<Node> consumers(Node node) {
        return consumers.getOrDefault(node, List.of());
    }

    Group group(Node node) {
        return groups.get(node);
    }

    /// Whether nobody outside the node's group reads it.
    boolean inner(Node node) {
        Group group = groups.get(node);
        return !outputs.contains(node) && consumers(node).stream().allMatch(consumer -> groups.get(consumer) == group);
    }

    /// Whether a group can take the values in while they are warm.
    static boolean product(Node node) {
        return node.op() instanceof MatMul || ConvolutionLowering.takesCluster(node);
    }

    /// The product whose result goes into this group and nowhere else, value by value, so that the group can work on it
    /// tile by tile while it is warm; null where there is none.
    Node product(Group group) {
        if (group.isSum()) {
            return null;
        }
        return group.members().stream()
                .flatMap(member -> member.inputs().stream())
                .map(Fusion::resolve)
                .filter(input -> product(input) && input.shape().size() == group.size() && goesInto(input, group))
                .findFirst()
                .orElse(null);
    }

    private boolean goesInto(Node product, Group group) {
        return !outputs.contains(product) && consumers(product).stream().allMatch(consumer -> groups.get(consumer) == group);
    }
}
