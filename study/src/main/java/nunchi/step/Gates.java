package nunchi.step;

import java.util.List;
import java.util.Map;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Unary;

/// What the functions within a step of a recurrent layer are called.
final class Gates {
    /// By how many blocks the sums of a step have.
    private static final Map<Integer, List<String>> NAMES = Map.of(
            4, List.of("input gate i", "forget gate f", "candidate g", "output gate o"),
            3, List.of("update gate z", "reset gate r", "candidate g"));

    private Gates() {}

    /// Empty for what is no gate.
    static String name(Node node) {
        if (!(node.op() instanceof Unary)) {
            return "";
        }
        Node sums = node.input(0);
        while (sums.op() instanceof Add) {
            sums = sums.input(0);
        }
        if (!(sums.op() instanceof Slice slice)) {
            return "";
        }
        int units = sums.shape().last();
        List<String> names = NAMES.get(sums.input(0).shape().last() / units);
        return names == null ? "" : names.get(slice.start().getLast() / units);
    }
}
