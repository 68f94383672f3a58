package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import nunchi.graph.Node;
import nunchi.graph.op.Sum;

/// Elementwise nodes of one size that are computed in one pass, block by block: a root whose value is needed outside, or sums
/// that take their values in, and the members that are needed for those.
final class Group {
    private final List<Node> roots = new ArrayList<>();
    private final SortedSet<Node> members = new TreeSet<>(Comparator.comparingInt(Node::index));

    Group(Node root) {
        roots.add(root);
        if (!isSum()) {
            members.add(root);
        }
    }

    /// The node in whose turn the group is computed.
    Node root() {
        return roots.getFirst();
    }

    /// One node, or several sums.
    List<Node> roots() {
        return roots;
    }

    boolean isSum() {
        return root().op() instanceof Sum;
    }

    /// The number of values of the pass.
    int size() {
        return isSum() ? root().input(0).shape().size() : root().shape().size();
    }

    void join(Node node) {
        members.add(node);
    }

    /// In the order of the graph.
    List<Node> members() {
        return List.copyOf(members);
    }

    boolean contains(Node node) {
        return members.contains(node);
    }

    /// Whether the other sums can be taken in the same pass and in the same turn, and read something that this group reads too.
    boolean canTake(Group other) {
        Node sum = other.root();
        boolean alike = isSum() && other.isSum() && root().op().equals(sum.op()) && root().input(0).shape().equals(sum.input(0).shape());
        return alike && other.operands().allMatch(operand -> operand.index() < root().index())
                && other.operands().anyMatch(operand -> operand.shape().size() == size() && operands().anyMatch(mine -> mine == operand));
    }

    void take(Group other) {
        roots.addAll(other.roots);
        members.addAll(other.members);
    }

    /// What is read from memory.
    Stream<Node> operands() {
        Stream<Node> sources = isSum() ? roots.stream() : Stream.empty();
        return Stream.concat(sources, members.stream()).flatMap(node -> node.inputs().stream()).map(Fusion::resolve).filter(node -> !members.contains(node));
    }
}
