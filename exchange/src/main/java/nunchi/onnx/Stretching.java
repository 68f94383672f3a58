package nunchi.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.network.Network;
import org.jspecify.annotations.Nullable;

/// The shapes that values are brought to, whatever the batch is.
final class Stretching {
    private final OnnxGraph onnx;
    private final BatchExtents extents;
    private @Nullable String batch;

    Stretching(OnnxGraph onnx, BatchExtents extents) {
        this.onnx = onnx;
        this.extents = extents;
    }

    /// Of Reshape: the extent that follows the batch is the one that is left over.
    String reshaped(Node node) {
        int[] target = extents.of(node);
        Check.require(
                Arrays.stream(target).filter(extent -> extent < 0).count() <= 1,
                "at %s: cannot be exported to ONNX, since two extents of the reshape to %s follow the batch"
                        .formatted(node.path(), node.shape()));
        return onnx.integers(
                Arrays.stream(target).mapToLong(extent -> Math.max(extent, -1)).toArray());
    }

    /// Of Expand: 1 leaves an extent as the operand has it; a batch that the operand lacks is the examples'.
    String stretched(Node node) {
        int[] target = extents.of(node);
        int[] operand = extents.of(node.input(0));
        int added = target.length - operand.length;
        List<String> pieces = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int axis = 0; axis < target.length; axis++) {
            boolean there = axis >= added && operand[axis - added] == target[axis];
            if (target[axis] > 0 || there) {
                known.add(there ? 1L : target[axis]);
            } else {
                flush(known, pieces);
                pieces.add(batch(node, -target[axis]));
            }
        }
        flush(known, pieces);
        return pieces.size() == 1
                ? pieces.getFirst()
                : onnx.node("Concat", node.path() + "/shape", pieces, OnnxGraph.attribute("axis", 0));
    }

    private void flush(List<Long> known, List<String> pieces) {
        if (!known.isEmpty()) {
            pieces.add(onnx.integers(known.stream().mapToLong(Long::longValue).toArray()));
            known.clear();
        }
    }

    private String batch(Node node, int factor) {
        if (batch == null) {
            batch = onnx.node(
                    "Shape",
                    "batch",
                    List.of(Network.EXAMPLES),
                    OnnxGraph.attribute("start", 0),
                    OnnxGraph.attribute("end", 1));
        }
        return factor == 1 ? batch : onnx.node("Mul", node.path() + "/batch", List.of(batch, onnx.integers(factor)));
    }
}
