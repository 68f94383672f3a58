package nunchi.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Lookup.ScatterAdd;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Movement.Transpose;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Unary;
import nunchi.protobuf.Message;
import nunchi.tensor.Tensor;

/// Writes the nodes of a graph, op by op, as ONNX's.
final class Translation {
    /// Where each axis of images stands when their channels are first.
    private static final int[] FIRST = {0, 2, 3, 1};

    private final BatchExtents extents;
    private final Graph graph;
    private final Readers readers;
    private final OnnxGraph onnx = new OnnxGraph();
    private final Values values;
    private final Stretching stretching;
    private final Lookups lookups;
    private final Recurrences recurrences;

    Translation(BatchExtents extents, Map<String, Tensor> weights) {
        this.extents = extents;
        this.graph = extents.graph();
        this.values = new Values(onnx, weights);
        this.stretching = new Stretching(onnx, extents);
        this.lookups = new Lookups(onnx, values);
        this.recurrences = new Recurrences(onnx, values);
        this.readers = new Readers(
                graph, node -> node.op() instanceof Recurrence ? recurrences.operands(node) : node.inputs());
    }

    /// The whole graph with its outputs.
    OnnxGraph onnx() {
        for (Node node : readers.nodes()) {
            // what is there was taken in by a node before it
            if (!values.has(node)) {
                write(node);
            }
        }
        graph.outputs().forEach((name, node) -> onnx.output(name, values.last(node), extents.of(node)));
        return onnx;
    }

    private void write(Node node) {
        switch (node.op()) {
            case Input input -> values.put(node, onnx.input(input.label(), extents.of(node)), false);
            case Weight _, Constant _, Indices _ -> {}
            case StopGradient _ -> values.put(node, operand(node), values.isFirst(node.input(0)));
            case Unary unary -> elementwise(node, Operators.of(unary));
            case Binary binary -> elementwise(node, Operators.of(binary));
            case MatMul product -> product(node, product);
            case Sum sum -> sum(node, sum);
            case Softmax _ -> softmax(node);
            case OneHot oneHot -> lookups.oneHot(node, oneHot);
            case Convolution convolution ->
                convolve(node, "Conv", convolution.groups(), Windows.over(convolution.window()));
            case TransposedConvolution transposed ->
                convolve(node, "ConvTranspose", transposed.groups(), Windows.under(transposed.window()));
            case MaxPool pool -> pool(node, pool);
            case Reshape _ -> reshape(node, "Reshape", stretching::reshaped);
            case BroadcastTo _ -> reshape(node, "Expand", stretching::stretched);
            case Pad pad -> pad(node, pad);
            case Slice slice -> slice(node, slice);
            case Concatenate concatenate -> concatenate(node, concatenate);
            case Transpose transpose -> transpose(node, transpose);
            case Gather _ -> lookups.gather(node);
            case Recurrence recurrence -> recurrences.write(node, recurrence, readers);
            case StepValue _, RandomUniform _, CrossEntropy _, ConvolutionWeightGradient _, MaxUnpool _, ScatterAdd _ ->
                throw refused(node, "it belongs to training");
            case Recurrent _ -> throw refused(node, "it belongs to training");
        }
    }

    static InvalidRequestException refused(Node node, String reason) {
        return new InvalidRequestException("at %s: the op %s cannot be exported to ONNX: %s"
                .formatted(node.path(), node.op().name(), reason));
    }

    private void elementwise(Node node, String operator) {
        boolean first =
                node.shape().rank() == FIRST.length && node.inputs().stream().anyMatch(values::isFirst);
        String result = onnx.node(
                operator,
                node.path(),
                node.inputs().stream().map(first ? values::first : values::last).toList());
        if (node.op() instanceof Greater) {
            result = onnx.cast(node.path() + "/cast", result, OnnxGraph.ELEMENT);
        }
        values.put(node, result, first);
    }

    private void reshape(Node node, String operator, Function<Node, String> shape) {
        values.put(
                node, onnx.node(operator, node.path(), List.of(values.last(node.input(0)), shape.apply(node))), false);
    }

    private void product(Node node, MatMul product) {
        String left = values.last(node.input(0));
        String right = values.last(node.input(1));
        if (node.shape().rank() > 2) {
            List<String> operands =
                    List.of(turned(left, node, product.transposeLeft()), turned(right, node, product.transposeRight()));
            values.put(node, onnx.node("MatMul", node.path(), operands), false);
            return;
        }
        Message first = OnnxGraph.attribute("transA", product.transposeLeft() ? 1 : 0);
        Message second = OnnxGraph.attribute("transB", product.transposeRight() ? 1 : 0);
        withBias(node, new ArrayList<>(List.of(left, right)), "Gemm", false, first, second);
    }

    /// The operand with its last two axes exchanged, where asked for.
    private String turned(String operand, Node node, boolean turns) {
        int[] axes = IntStream.range(0, node.shape().rank()).toArray();
        axes[axes.length - 1] = axes.length - 2;
        axes[axes.length - 2] = axes.length - 1;
        return turns
                ? onnx.node(
                        "Transpose", node.path() + "/transpose", List.of(operand), OnnxGraph.attribute("perm", axes))
                : operand;
    }

    private void transpose(Node node, Transpose transpose) {
        int[] axes = transpose.order().stream().mapToInt(Integer::intValue).toArray();
        String operand = values.last(node.input(0));
        values.put(
                node, onnx.node("Transpose", node.path(), List.of(operand), OnnxGraph.attribute("perm", axes)), false);
    }

    private void convolve(Node node, String operator, int groups, Message[] window) {
        Message[] attributes = Arrays.copyOf(window, window.length + 1);
        attributes[window.length] = OnnxGraph.attribute("group", groups);
        withBias(
                node,
                new ArrayList<>(List.of(values.first(node.input(0)), values.kernel(node.input(1)))),
                operator,
                true,
                attributes);
    }

    /// Takes in the bias that is added to the node and to nothing else of it.
    private void withBias(Node node, List<String> operands, String operator, boolean first, Message... attributes) {
        Node sum = readers.only(node);
        Node bias = sum == null || !(sum.op() instanceof Add) ? null : sum.input(sum.input(0) == node ? 1 : 0);
        Node result = node;
        if (bias != null
                && bias.op() instanceof Weight
                && bias.shape().rank() == 1
                && bias.shape().last() == node.shape().last()) {
            operands.add(values.last(bias));
            result = Objects.requireNonNull(sum);
        }
        values.put(result, onnx.node(operator, node.path(), operands, attributes), first);
    }

    private void sum(Node node, Sum sum) {
        boolean first = values.isFirst(node.input(0));
        long[] axes = sum.axes().stream().mapToLong(axis -> axis(axis, first)).toArray();
        values.put(node, onnx.node("ReduceSum", node.path(), List.of(operand(node), onnx.integers(axes))), first);
    }

    private void softmax(Node node) {
        values.put(node, onnx.node("Softmax", node.path(), List.of(values.last(node.input(0)))), false);
    }

    private void pool(Node node, MaxPool pool) {
        if (node.input(0) != node.input(1)) {
            throw refused(node, "it takes the places of one tensor's largest values from another, as gradients do");
        }
        Message[] window = Windows.over(pool.window());
        values.put(node, onnx.node("MaxPool", node.path(), List.of(values.first(node.input(0))), window), true);
    }

    private void pad(Node node, Pad pad) {
        boolean first = values.isFirst(node.input(0));
        int rank = node.shape().rank();
        long[] zeros = new long[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            zeros[axis(axis, first)] = pad.before().get(axis);
            zeros[rank + axis(axis, first)] = pad.after().get(axis);
        }
        values.put(node, onnx.node("Pad", node.path(), List.of(operand(node), onnx.integers(zeros))), first);
    }

    private void slice(Node node, Slice slice) {
        int[] kept = extents.of(node);
        int[] whole = extents.of(node.input(0));
        boolean first = values.isFirst(node.input(0));
        int[] cut = IntStream.range(0, kept.length)
                .filter(axis -> kept[axis] != whole[axis])
                .toArray();
        if (cut.length == 0) {
            values.put(node, operand(node), first);
            return;
        }
        for (int axis : cut) {
            Check.require(
                    kept[axis] > 0,
                    "at %s: cannot be exported to ONNX, since it cuts the batch".formatted(node.path()));
        }
        String starts = onnx.integers(
                Arrays.stream(cut).mapToLong(axis -> slice.start().get(axis)).toArray());
        String ends = onnx.integers(Arrays.stream(cut)
                .mapToLong(axis -> slice.start().get(axis) + kept[axis])
                .toArray());
        String axes = onnx.integers(
                Arrays.stream(cut).mapToLong(axis -> axis(axis, first)).toArray());
        values.put(node, onnx.node("Slice", node.path(), List.of(operand(node), starts, ends, axes)), first);
    }

    private void concatenate(Node node, Concatenate concatenate) {
        boolean first = node.inputs().stream().anyMatch(values::isFirst);
        List<String> operands =
                node.inputs().stream().map(first ? values::first : values::last).toList();
        values.put(
                node,
                onnx.node(
                        "Concat", node.path(), operands, OnnxGraph.attribute("axis", axis(concatenate.axis(), first))),
                first);
    }

    /// The first operand as it stands.
    private String operand(Node node) {
        return values.isFirst(node.input(0)) ? values.first(node.input(0)) : values.last(node.input(0));
    }

    private static int axis(int axis, boolean first) {
        return first ? FIRST[axis] : axis;
    }
}
