package nunchi.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// Which nodes of a graph are written, and which of them read which.
final class Readers {
    private final Graph graph;
    private final Function<Node, List<Node>> operands;
    private final List<Node> nodes;

    /// @param operands what the operator that a node becomes reads
    Readers(Graph graph, Function<Node, List<Node>> operands) {
        this.graph = graph;
        this.operands = operands;
        Set<Node> read = new HashSet<>();
        Deque<Node> waiting = new ArrayDeque<>(graph.outputs().values());
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (read.add(node)) {
                waiting.addAll(operands.apply(node));
            }
        }
        this.nodes = graph.live().stream().filter(read::contains).toList();
    }

    /// Those that outputs are made of, each after its operands.
    List<Node> nodes() {
        return nodes;
    }

    List<Node> of(Node node) {
        return nodes.stream()
                .filter(reader -> operands.apply(reader).contains(node))
                .toList();
    }

    boolean isOutput(Node node) {
        return graph.outputs().containsValue(node);
    }

    /// The one node that reads this one; null where there are several, or none, or where it is an output.
    @Nullable
    Node only(Node node) {
        List<Node> readers = of(node);
        return readers.size() == 1 && !isOutput(node) ? readers.getFirst() : null;
    }
}
