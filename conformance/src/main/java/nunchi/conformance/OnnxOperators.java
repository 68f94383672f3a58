package nunchi.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Layer;
import nunchi.layer.Padding;
import nunchi.layer.Scope;
import nunchi.layer.Size;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Writes a node case of ONNX as a graph of our ops, runs it and compares. ONNX has images as `[batch, channels, …]`
/// and weights as `[units, channels, …]`; they are brought into our order before, and the expected values as well.
final class OnnxOperators {
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-5);
    private static final String RESULT = "result";

    private final Backend backend;
    private final OnnxNode node;
    private final Graph graph = new Graph();
    private final Map<String, double[]> feeds = new HashMap<>();

    OnnxOperators(Backend backend, OnnxNode node) {
        this.backend = backend;
        this.node = node;
    }

    void check() {
        switch (node.operator()) {
            case "Conv" -> images(convolution());
            case "ConvTranspose" -> images(transposedConvolution());
            case "MaxPool" -> images(maxPool());
            case "AveragePool" -> images(averagePool());
            case "GlobalAveragePool" -> images(layer(new GlobalAveragePool2d()));
            case "GlobalMaxPool" -> images(layer(new GlobalMaxPool2d()));
            case "BatchNormalization" -> batchNormalization();
            case "Concat" -> plain(concatenation());
            case "Slice" -> plain(slice());
            case "Pad" -> plain(pad());
            case "MatMul" ->
                plain(graph.add(new MatMul(false, false), input(0, node.input(0)), input(1, node.input(1))));
            case "Transpose" -> plain(transposition());
            default -> throw new IllegalArgumentException(node.operator() + " is not known here");
        }
    }

    private Node input(int position, OnnxTensor tensor) {
        String name = "input " + position;
        feeds.put(name, tensor.values());
        return graph.input(name, shape(tensor));
    }

    private static Shape shape(OnnxTensor tensor) {
        return Shape.of(tensor.extents().stream().mapToInt(Integer::intValue).toArray());
    }

    /// `[batch, channels, (rows,) columns]` as `[batch, rows, columns, channels]`.
    private static OnnxTensor channelsLast(OnnxTensor images) {
        OnnxTensor square = images.rank() == 3 ? images.unsqueezed(2) : images;
        return square.transposed(0, 2, 3, 1);
    }

    /// `[units, channels, (rows,) columns]` as `[rows, columns, channels, units]`.
    private static OnnxTensor weight(OnnxTensor weight) {
        OnnxTensor square = weight.rank() == 3 ? weight.unsqueezed(2) : weight;
        return square.transposed(2, 3, 1, 0);
    }

    private static int[] tail(OnnxTensor tensor) {
        return tensor.extents().stream().skip(2).mapToInt(Integer::intValue).toArray();
    }

    private Node convolution() {
        OnnxTensor x = node.input(0);
        Window window = OnnxWindow.of(node, tail(node.input(1))).over(tail(x));
        return plusBias(graph.add(
                new Convolution(window, node.number("group", 1)),
                input(0, channelsLast(x)),
                input(1, weight(node.input(1)))));
    }

    private Node transposedConvolution() {
        OnnxTensor x = node.input(0);
        Window window = OnnxWindow.of(node, tail(node.input(1))).enlarged(tail(x));
        return plusBias(graph.add(
                new TransposedConvolution(window, node.number("group", 1)),
                input(0, channelsLast(x)),
                input(1, weight(node.input(1)))));
    }

    private Node plusBias(Node result) {
        return !node.has(2) ? result : result.plus(input(2, node.input(2)));
    }

    private Node maxPool() {
        Node x = input(0, channelsLast(node.input(0)));
        return graph.add(new MaxPool(OnnxWindow.of(node).over(tail(node.input(0)))), x, x);
    }

    private Node averagePool() {
        Window window = OnnxWindow.of(node).over(tail(node.input(0)));
        WindowAxis rows = window.rows();
        WindowAxis columns = window.columns();
        return layer(new AveragePool2d(
                new Size(rows.kernel(), columns.kernel()),
                new Size(rows.stride(), columns.stride()),
                new Padding.Explicit(rows.before(), rows.after(), columns.before(), columns.after()),
                node.number("count_include_pad", 0) == 1));
    }

    private Node layer(Layer layer) {
        return layer.build(Scope.inference(graph), input(0, channelsLast(node.input(0))));
    }

    private void batchNormalization() {
        boolean training = node.number("training_mode", 0) == 1;
        BatchNorm layer = new BatchNorm(node.real("momentum", 0.9), node.real("epsilon", 1e-5), false);
        Scope scope = training ? Scope.training(graph) : Scope.inference(graph);
        graph.output(RESULT, layer.build(scope, input(0, channelsLast(node.input(0)))));
        Running running = Running.on(backend, graph);
        List<String> names = List.of("gamma", "beta", "runningMean", "runningVariance");
        for (int i = 0; i < names.size(); i++) {
            running.weights()
                    .set(
                            names.get(i),
                            new Tensor(
                                    shape(node.input(i + 1)),
                                    Trial.narrow(node.input(i + 1).values())));
        }
        running.feed(feeds);
        TOLERANCE.check(RESULT, channelsLast(node.outputs().getFirst()).values(), running.run(0, RESULT));
        for (int i = 1; i < node.outputs().size(); i++) {
            TOLERANCE.check(names.get(i + 1), node.outputs().get(i).values(), running.weight(names.get(i + 1)));
        }
    }

    private Node concatenation() {
        Node[] parts = IntStream.range(0, node.inputs().size())
                .mapToObj(i -> input(i, node.input(i)))
                .toArray(Node[]::new);
        return graph.add(
                new Concatenate(
                        Math.floorMod(node.number("axis", 0), parts[0].shape().rank())),
                parts);
    }

    /// Starts and ends below 0 count from the end, and none lies outside.
    private Node slice() {
        Node x = input(0, node.input(0));
        List<Integer> start = new ArrayList<>(
                x.shape().rank() == 0
                        ? List.of()
                        : IntStream.range(0, x.shape().rank())
                                .map(_ -> 0)
                                .boxed()
                                .toList());
        Shape extents = x.shape();
        int[] starts = node.input(1).wholeNumbers();
        int[] ends = node.input(2).wholeNumbers();
        int[] axes = !node.has(3)
                ? IntStream.range(0, starts.length).toArray()
                : node.input(3).wholeNumbers();
        for (int i = 0; i < axes.length; i++) {
            int axis = Math.floorMod(axes[i], x.shape().rank());
            int from = inside(starts[i], x.shape().extent(axis));
            start.set(axis, from);
            extents = extents.with(axis, inside(ends[i], x.shape().extent(axis)) - from);
        }
        Case.require(
                !node.has(4) || IntStream.of(node.input(4).wholeNumbers()).allMatch(step -> step == 1),
                "slices go in steps of 1");
        return graph.add(new Slice(start, extents), x);
    }

    private static int inside(int position, int extent) {
        return Math.clamp(position < 0 ? (long) position + extent : position, 0, extent);
    }

    /// Without an order the last axis becomes the first.
    private Node transposition() {
        Node x = input(0, node.input(0));
        int rank = x.shape().rank();
        int[] reversed = IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
        return x.transpose(node.numbers("perm", reversed));
    }

    /// With another constant than 0: `pad(x - constant) + constant`.
    private Node pad() {
        Case.require(node.text("mode", "constant").equals("constant"), "padding is constant");
        Node x = input(0, node.input(0));
        int[] pads = node.input(1).wholeNumbers();
        int rank = x.shape().rank();
        double constant = !node.has(2) ? 0 : node.input(2).values()[0];
        List<Integer> before =
                IntStream.range(0, rank).mapToObj(axis -> pads[axis]).toList();
        List<Integer> after =
                IntStream.range(0, rank).mapToObj(axis -> pads[rank + axis]).toList();
        return graph.add(new Pad(before, after), x.plus(-constant)).plus(constant);
    }

    private void images(Node result) {
        plain(result, channelsLast(node.outputs().getFirst()));
    }

    private void plain(Node result) {
        plain(result, node.outputs().getFirst());
    }

    private void plain(Node result, OnnxTensor expected) {
        Case.require(
                result.shape().size() == expected.values().length,
                "the result is %s, expected %s".formatted(result.shape(), expected.extents()));
        graph.output(RESULT, result);
        Running running = Running.on(backend, graph);
        running.feed(feeds);
        TOLERANCE.check(RESULT, expected.values(), running.run(0, RESULT));
    }
}
