package nunchi.onnx;

import java.util.List;
import java.util.function.IntFunction;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.Weight;

/// Which extents of a graph follow the batch. A graph has one batch, so it is written for two, and what differs between
/// them tells.
final class BatchExtents {
    private static final int BATCH = 2;
    private static final int OTHER_BATCH = 3;

    private final Graph graph;
    private final Graph other;

    /// @param writing the graph for a batch
    /// @throws nunchi.check.InvalidRequestException when more than extents differs
    BatchExtents(IntFunction<Graph> writing) {
        this.graph = writing.apply(BATCH);
        this.other = writing.apply(OTHER_BATCH);
        Check.require(
                graph.nodes().size() == other.nodes().size(),
                "the model cannot be exported to ONNX: it is made of %d ops for a batch of %d and of %d for %d, but must be the same for every batch"
                        .formatted(graph.nodes().size(), BATCH, other.nodes().size(), OTHER_BATCH));
        graph.live().forEach(this::requireTwin);
    }

    Graph graph() {
        return graph;
    }

    /// An extent each: 1 or more as it is, `-k` for k times the batch.
    int[] of(Node node) {
        int[] extents = node.shape().toArray();
        int[] others = twin(node).shape().toArray();
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] != others[axis]) {
                boolean multiple = extents[axis] % BATCH == 0 && extents[axis] / BATCH * OTHER_BATCH == others[axis];
                Check.require(
                        multiple,
                        "at %s: cannot be exported to ONNX, since axis %d is %d for a batch of %d and %d for %d; it must be a multiple of the batch"
                                .formatted(node.path(), axis, extents[axis], BATCH, others[axis], OTHER_BATCH));
                extents[axis] = -(extents[axis] / BATCH);
            }
        }
        return extents;
    }

    private Node twin(Node node) {
        return other.nodes().get(node.index());
    }

    private void requireTwin(Node node) {
        Node twin = twin(node);
        boolean same =
                places(node).equals(places(twin)) && comparable(node.op()).equals(comparable(twin.op()));
        Check.require(
                same,
                "at %s: cannot be exported to ONNX, since it is another op for another batch".formatted(node.path()));
    }

    private static List<Integer> places(Node node) {
        return node.inputs().stream().map(Node::index).toList();
    }

    /// What of an op must not depend on the batch: all but shapes, and but the initial values of weights.
    private static Object comparable(Op op) {
        return switch (op) {
            case Input input -> input.label();
            case RandomUniform random -> random.purpose();
            case Weight weight -> List.of(weight.label(), weight.shape());
            case Reshape _ -> Reshape.class;
            case BroadcastTo _ -> BroadcastTo.class;
            case Slice slice -> slice.start();
            default -> op;
        };
    }
}
