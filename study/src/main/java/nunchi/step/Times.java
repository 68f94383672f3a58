package nunchi.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import org.jspecify.annotations.Nullable;

/// Which step of a sequence a node of a recurrent layer belongs to, where the layer is written step by step.
///
/// @param layers of each layer by its path: the first node of each step by its index, with the number of the step
record Times(SequencedMap<String, TreeMap<Integer, Integer>> layers) {
    /// Of what comes behind the last step.
    private static final int NONE = -1;

    /// @param states the state of each layer after each step, in the order of the sequence, by the layer's path
    static Times of(SequencedMap<String, List<Node>> states) {
        SequencedMap<String, TreeMap<Integer, Integer>> layers = new LinkedHashMap<>();
        states.forEach((path, hidden) -> layers.put(path, begins(path, hidden)));
        return new Times(layers);
    }

    /// A step begins with its part of the inputs `[batch, steps, …]`; when all are over, their states are joined.
    private static TreeMap<Integer, Integer> begins(String path, List<Node> hidden) {
        TreeMap<Integer, Integer> begins = new TreeMap<>();
        for (Node node : hidden.getFirst().graph().nodes()) {
            boolean own = node.path().startsWith(path + "/");
            if (own && node.op() instanceof Concatenate && !begins.isEmpty()) {
                begins.put(node.index(), NONE);
                return begins;
            }
            if (own && node.op() instanceof Slice slice && isStep(node, slice, hidden.size())) {
                begins.put(node.index(), slice.start().get(1));
            }
        }
        return begins;
    }

    private static boolean isStep(Node node, Slice slice, int steps) {
        return slice.extents().rank() == 3
                && slice.extents().extent(1) == 1
                && node.input(0).shape().extent(1) == steps;
    }

    /// From 0; null for a node of another layer, and for what a layer computes of all steps at once.
    @Nullable
    Integer of(Node node) {
        for (Map.Entry<String, TreeMap<Integer, Integer>> layer : layers.entrySet()) {
            Map.Entry<Integer, Integer> begin = layer.getValue().floorEntry(node.index());
            if (node.path().startsWith(layer.getKey() + "/") && begin != null && begin.getValue() != NONE) {
                return begin.getValue();
            }
        }
        return null;
    }
}
