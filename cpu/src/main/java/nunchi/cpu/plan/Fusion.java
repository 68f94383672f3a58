package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Sum;
import nunchi.graph.op.Unary;
import org.jspecify.annotations.Nullable;

/// Decides which nodes are computed together.
///
/// From the last node to the first: an elementwise node whose consumers all lie in one group, of its own size, joins
/// it; one whose consumers lie in several is computed in each of them where that pays ([Recomputation]); any other
/// begins a group. What a group reads from others comes before its root in the graph, so the order of the roots is an
/// order in which the groups can run. Then sums are united with an earlier group that goes through the same values,
/// where they can be taken in its turn.
final class Fusion {
    private final Uses uses;
    private final Steady steady;
    private final Recomputation recomputation;
    private final Map<Node, Set<FusedGroup>> groups = new HashMap<>();

    /// @param live the graph's [Graph#live]
    Fusion(Graph graph, List<Node> live, Steady steady) {
        this.steady = steady;
        uses = new Uses(graph, live);
        recomputation = new Recomputation(live, uses);
        live.reversed().forEach(this::place);
        uniteSums(live);
    }

    /// The node that computes the values: reshapes and stopped gradients are looked through.
    static Node resolve(Node node) {
        return node.op() instanceof Reshape || node.op() instanceof StopGradient ? resolve(node.input(0)) : node;
    }

    static boolean elementwise(Node node) {
        return node.op() instanceof Unary
                || node.op() instanceof Binary
                || node.op() instanceof RandomUniform
                || node.op() instanceof BroadcastTo;
    }

    private void place(Node node) {
        if (node.op() instanceof Sum) {
            groups.put(node, alone(node));
        } else if (elementwise(node)) {
            Set<FusedGroup> hosts = hosts(node);
            hosts.forEach(host -> host.join(node));
            groups.put(node, hosts.isEmpty() ? alone(node) : hosts);
        }
    }

    private static Set<FusedGroup> alone(Node root) {
        return new LinkedHashSet<>(List.of(new FusedGroup(root)));
    }

    /// The groups that take in all that the node's consumers need of it; none where it must be stored.
    private Set<FusedGroup> hosts(Node node) {
        Set<FusedGroup> hosts = new LinkedHashSet<>();
        for (Node consumer : uses.consumers(node)) {
            Set<FusedGroup> readers = groups(consumer);
            if (readers.isEmpty()
                    || readers.stream()
                            .anyMatch(reader -> reader.size() != node.shape().size())) {
                return Set.of();
            }
            hosts.addAll(readers);
        }
        boolean stored = uses.output(node) || hosts.size() > 1 && !recomputation.pays(node, hosts.size());
        return stored ? Set.of() : hosts;
    }

    private void uniteSums(List<Node> live) {
        List<FusedGroup> kept = new ArrayList<>();
        for (Node root : live.stream().filter(node -> group(node) != null).toList()) {
            FusedGroup group = Objects.requireNonNull(group(root));
            kept.stream()
                    .filter(host -> host.canTake(group)
                            && steady.change(host.root()) == steady.change(root)
                            && product(host) == null)
                    .findFirst()
                    .ifPresentOrElse(host -> unite(host, group), () -> kept.add(group));
        }
    }

    private void unite(FusedGroup host, FusedGroup taken) {
        host.take(taken);
        groups.values().stream().filter(present -> present.remove(taken)).forEach(present -> present.add(host));
    }

    /// Those that compute the node; none if it is not elementwise and no sum.
    Set<FusedGroup> groups(Node node) {
        return groups.getOrDefault(node, Set.of());
    }

    /// The group that is computed in the node's turn; null if none is.
    @Nullable
    FusedGroup group(Node node) {
        return groups(node).stream()
                .filter(group -> group.root() == node)
                .findFirst()
                .orElse(null);
    }

    /// The only group that reads the node's values, which nobody else does; null where there is none.
    @Nullable
    FusedGroup reader(Node node) {
        List<Set<FusedGroup>> readers =
                uses.consumers(node).stream().map(this::groups).distinct().toList();
        boolean alone =
                !uses.output(node) && readers.size() == 1 && readers.getFirst().size() == 1;
        return alone ? readers.getFirst().iterator().next() : null;
    }

    /// Whether nobody outside the node's only group reads it.
    boolean inner(Node node) {
        Set<FusedGroup> own = groups(node);
        return !uses.output(node)
                && own.size() == 1
                && uses.consumers(node).stream()
                        .allMatch(consumer -> groups(consumer).equals(own));
    }

    /// Whether a group can take the values in while they are warm.
    static boolean product(Node node) {
        return node.op() instanceof MatMul || ConvolutionLowering.takesCluster(node);
    }

    /// The product whose result goes into this group and nowhere else, value by value, so that the group can work on it
    /// tile by tile while it is warm; null where there is none, or where it need not be computed as often as the group.
    @Nullable
    Node product(FusedGroup group) {
        if (!group.sums().isEmpty()) {
            return null;
        }
        return group.members().stream()
                .flatMap(member -> member.inputs().stream())
                .map(Fusion::resolve)
                .filter(input -> product(input) && input.shape().size() == group.size() && reader(input) == group)
                .filter(input -> steady.change(input) == steady.change(group.root()))
                .findFirst()
                .orElse(null);
    }
}
