package nunchi.cpu.plan;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Sum;

/// Elementwise nodes of one size that are computed in one pass, block by block: a root whose value is needed outside (or a
/// sum that takes it in), and the members that nobody else needs.
final class Group {
    private final Node root;
    private final List<Node> members = new ArrayList<>();

    Group(Node root) {
        this.root = root;
        if (!isSum()) {
            members.add(root);
        }
    }

    Node root() {
        return root;
    }

    boolean isSum() {
        return root.op() instanceof Sum;
    }

    /// The number of values of the pass.
    int size() {
        return isSum() ? root.input(0).shape().size() : root.shape().size();
    }

    void join(Node node) {
        members.add(node);
    }

    /// In the order of the graph.
    List<Node> members() {
        return members.reversed();
    }
}
