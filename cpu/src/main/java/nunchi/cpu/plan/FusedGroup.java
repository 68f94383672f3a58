package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import nunchi.graph.Node;
import nunchi.graph.op.Sum;

/// Elementwise nodes of one size that are computed in one pass, block by block: what is needed outside (one value, or
/// sums, or both), and the members that those are made of.
final class FusedGroup {
    private final Node root;
    private final List<Node> sums = new ArrayList<>();
    private final SortedSet<Node> members = new TreeSet<>(Comparator.comparingInt(Node::index));

    FusedGroup(Node root) {
        this.root = root;
        if (root.op() instanceof Sum) {
            sums.add(root);
        } else {
            members.add(root);
        }
    }

    /// The node in whose turn the group is computed: the one whose value is stored, or the first of the sums.
    Node root() {
        return root;
    }

    /// What the values of the pass are summed to; all of one shape and over the same axes.
    List<Node> sums() {
        return sums;
    }

    /// The number of values of the pass.
    int size() {
        return sums.isEmpty()
                ? root.shape().size()
                : sums.getFirst().input(0).shape().size();
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

    /// Whether the sums of another group can be taken in the same pass and in the same turn, and read something that
    /// this group reads or stores.
    boolean canTake(FusedGroup other) {
        Node sum = other.root;
        boolean alike = sum.op() instanceof Sum
                && size() == other.size()
                && sums.stream()
                        .allMatch(mine -> mine.op().equals(sum.op())
                                && mine.input(0).shape().equals(sum.input(0).shape()));
        return alike
                && other.operands().allMatch(operand -> stores(operand) || operand.index() < root.index())
                && other.operands()
                        .anyMatch(operand -> operand.shape().size() == size()
                                && (stores(operand) || operands().anyMatch(mine -> mine == operand)));
    }

    private boolean stores(Node node) {
        return node == root && contains(node);
    }

    void take(FusedGroup other) {
        sums.addAll(other.sums);
        members.addAll(other.members);
    }

    /// What is read from memory.
    Stream<Node> operands() {
        return Stream.concat(sums.stream(), members.stream())
                .flatMap(node -> node.inputs().stream())
                .map(Fusion::resolve)
                .filter(node -> !contains(node));
    }

    /// Whether nothing is read from memory once the root has been stored, so that it may be stored over what was read.
    boolean endsWithRoot() {
        return contains(root)
                && members.last() == root
                && sums.stream().allMatch(sum -> contains(Fusion.resolve(sum.input(0))));
    }
}
