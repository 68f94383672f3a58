package nunchi.step;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;
import org.jspecify.annotations.Nullable;

/// Which step of a sequence a node of a recurrent layer belongs to, where the layer is written step by step.
///
/// @param states the state of each layer after each step, in the order of the sequence, by the layer's path
record Times(SequencedMap<String, List<Node>> states) {
    /// From 0; null for a node of another layer, and for what a layer computes of all steps at once.
    @Nullable
    Integer of(Node node) {
        return states.entrySet().stream()
                .filter(layer -> node.path().startsWith(layer.getKey() + "/"))
                .findFirst()
                .map(Map.Entry::getValue)
                .filter(steps -> node.index() >= begin(steps))
                .flatMap(steps -> IntStream.range(0, steps.size())
                        .boxed()
                        .filter(time -> steps.get(time).index() >= node.index())
                        .min(Comparator.comparingInt(time -> steps.get(time).index())))
                .orElse(null);
    }

    /// The first node of the step that is computed first: the part of the inputs that it reads.
    private static int begin(List<Node> steps) {
        Node first = steps.stream().min(Comparator.comparingInt(Node::index)).orElseThrow();
        String layer = first.path().substring(0, first.path().lastIndexOf('/') + 1);
        return first.graph().nodes().stream()
                .filter(node -> node.path().startsWith(layer)
                        && node.op() instanceof Slice slice
                        && slice.extents().rank() == 3
                        && node.input(0).shape().extent(1) == steps.size())
                .mapToInt(Node::index)
                .findFirst()
                .orElse(first.index());
    }
}
