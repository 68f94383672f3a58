package nunchi.onnx;

import java.util.List;
import nunchi.graph.Node;

/// The steps that a mask `[batch, steps]` leaves of sequences, for operators of ONNX that know lengths alone: the steps
/// that are there come first, in their order, whether padding stood before, between or behind them. With the number
/// `n(t)` of steps that are there before step t, and m(t), 1 where t is one of them, the state after step t is that
/// after `n(t) + m(t)` steps read forwards. Read backwards it is the one that the operator gives for step n(t), or the
/// initial state where no later step is there.
final class SequenceLengths {
    private final OnnxGraph onnx;
    private final String mask;
    private final String place;
    private final int steps;
    private final String lengths;
    private final String order;

    SequenceLengths(OnnxGraph onnx, Values values, Node mask) {
        this.onnx = onnx;
        this.mask = values.last(mask);
        this.place = mask.path() + "/mask";
        this.steps = mask.shape().last();
        this.lengths = onnx.cast(place + "/lengths", count(0), OnnxGraph.LENGTH);
        this.order = order();
    }

    /// How many steps each sequence has: `[batch]`, as `sequence_lens` takes them.
    String lengths() {
        return lengths;
    }

    private String count(int keptAxes) {
        return onnx.node(
                "ReduceSum",
                place + "/count",
                List.of(mask, onnx.integers(1)),
                OnnxGraph.attribute("keepdims", keptAxes));
    }

    /// The numbers of the steps that are there, ascending, before those of the others: `[batch, steps, 1]`.
    private String order() {
        float[] ranks = new float[steps];
        for (int step = 0; step < steps; step++) {
            ranks[step] = steps - step;
        }
        String weighted = onnx.node(
                "Mul", place + "/rank", List.of(mask, onnx.tensor(place + "/ranks", new int[] {steps}, ranks)));
        List<String> largest = onnx.node(
                "TopK", List.of(place + "/sorted", place + "/order"), List.of(weighted, onnx.integers(steps)));
        return apart(largest.getLast());
    }

    private String apart(String numbers) {
        return onnx.node("Unsqueeze", place + "/unsqueeze", List.of(numbers, onnx.integers(-1)));
    }

    /// Sequences `[batch, steps, …]` with the steps that are there first.
    String ordered(String x) {
        return taken(x, order);
    }

    private String taken(String x, String numbers) {
        return onnx.node("GatherND", place + "/taken", List.of(x, numbers), OnnxGraph.attribute("batch_dims", 1));
    }

    /// The states after the steps of the sequences as they stood.
    ///
    /// @param states `[batch, 1 + steps, …]`, the initial one before those of the ordered steps
    String restored(String states, boolean reverse) {
        String before = onnx.node(
                "CumSum",
                place + "/before",
                List.of(mask, onnx.whole(1)),
                OnnxGraph.attribute("exclusive", reverse ? 1 : 0));
        String place = reverse ? later(before) : before;
        return taken(states, apart(onnx.cast(this.place + "/places", place, OnnxGraph.INDEX)));
    }

    /// 1 + n(t), or 0 where no later step is there.
    private String later(String before) {
        String any = onnx.cast(
                place + "/later",
                onnx.node("Greater", place + "/greater", List.of(count(1), before)),
                OnnxGraph.ELEMENT);
        String one = onnx.tensor(place + "/one", new int[0], new float[] {1});
        return onnx.node("Mul", place + "/place", List.of(onnx.node("Add", place + "/add", List.of(before, one)), any));
    }
}
