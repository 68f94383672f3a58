package nunchi.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Categorical;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.Lookup;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Lookup.ScatterAdd;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Movement.Transpose;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Unary;
import nunchi.random.RandomKey;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// A graph evaluated node by node in float64, by the rule of [FlushToZero].
public final class ReferenceProgram implements Program {
    private final Graph graph;
    private final List<Node> order;
    private final ReferenceWeights weights;
    private final RandomKey key;
    private final Map<String, double[]> fed = new HashMap<>();
    private final Map<Node, double[]> values = new HashMap<>();
    private long last;

    ReferenceProgram(Graph graph, ReferenceWeights weights, long seed) {
        this.graph = graph;
        this.order = graph.live();
        this.weights = weights;
        this.key = RandomKey.of(seed);
    }

    @Override
    public void feed(String input, float[] narrow) {
        double[] wide =
                new double[Check.known("input", input, graph.inputs()).shape().size()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = FlushToZero.of(narrow[i]);
        }
        fed.put(input, wide);
    }

    /// Feeds float64 values, for gradient checks.
    ///
    /// @param exact of the input's size, last axis fastest
    public void feed(String input, double[] exact) {
        Check.known("input", input, graph.inputs());
        fed.put(input, exact.clone());
    }

    @Override
    public void run(long step) {
        last = step;
        for (Node node : order) {
            values.put(node, flush(node, evaluate(node, step)));
        }
        Map<String, double[]> updated = new LinkedHashMap<>();
        graph.updates().forEach((weight, value) -> updated.put(weight.op().name(), values.get(value)));
        updated.forEach((name, value) -> System.arraycopy(value, 0, weights.exact(name), 0, value.length));
    }

    @Override
    public void fetch(String output, float[] into) {
        double[] exact = fetch(output);
        for (int i = 0; i < exact.length; i++) {
            into[i] = (float) exact[i];
        }
    }

    /// The output in float64, of its size, last axis fastest; as the last run left it.
    public double[] fetch(String output) {
        return value(Check.known("output", output, graph.outputs()));
    }

    /// The value of a node in float64, of its size, last axis fastest; as the last run left it.
    ///
    /// @param node one that outputs or updates need
    public double[] value(Node node) {
        return known(node).clone();
    }

    /// The value that `result` would have had in the last run if `changed` had this one: for central differences. What
    /// the last run left stays.
    ///
    /// @param changed one that outputs or updates need
    /// @param value   of its size, last axis fastest
    /// @param result  one that outputs or updates need
    public double[] valueIf(Node changed, double[] value, Node result) {
        Map<Node, double[]> before = new HashMap<>(values);
        Set<Node> other = new HashSet<>(Set.of(changed));
        try {
            values.put(changed, value);
            for (Node node : order.subList(0, order.indexOf(result) + 1)) {
                if (node != changed && node.inputs().stream().anyMatch(other::contains)) {
                    other.add(node);
                    values.put(node, flush(node, evaluate(node, last)));
                }
            }
            return value(result);
        } finally {
            values.putAll(before);
        }
    }

    private double[] known(Node node) {
        return Objects.requireNonNull(values.get(node), () -> node.path() + " is not computed");
    }

    /// Results below 2⁻¹²⁶ in size are 0. What an input or a weight holds is so already, and is not to be written to.
    private static double[] flush(Node node, double[] values) {
        if (node.op() instanceof Input || node.op() instanceof Weight) {
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = FlushToZero.of(values[i]);
        }
        return values;
    }

    private double[] evaluate(Node node, long step) {
        return switch (node.op()) {
            case Input input -> Objects.requireNonNull(fed.get(input.label()), "the input is not fed");
            case Weight weight -> weights.exact(weight.label()).clone();
            case Constant constant -> new double[] {constant.value()};
            case Indices indices ->
                IntStream.range(0, indices.size()).asDoubleStream().toArray();
            case StepValue stepValue -> new double[] {stepValue.value().applyAsDouble(step)};
            case RandomUniform random -> uniform(node, random, step);
            case Unary unary -> map(unary, operand(node, 0));
            case Binary binary -> map(binary, node);
            case MatMul product -> Products.multiply(product, node, operand(node, 0), operand(node, 1));
            case Sum sum -> sum(node);
            case Categorical categorical -> rows(categorical, node);
            case Lookup lookup -> rows(lookup, node);
            case Convolution convolution ->
                Images.convolve(node, convolution.window(), operand(node, 0), operand(node, 1));
            case TransposedConvolution transposed ->
                Images.spread(node, transposed.window(), operand(node, 0), operand(node, 1));
            case ConvolutionWeightGradient gradient ->
                Images.weightGradient(node, gradient.window(), operand(node, 0), operand(node, 1));
            case MaxPool pool -> Images.pool(node, pool.window(), operand(node, 0), operand(node, 1));
            case MaxUnpool unpool -> Images.unpool(node, unpool.window(), operand(node, 0), operand(node, 1));
            case Movement movement -> moved(movement, node);
            case Recurrent _ -> recurrent(node);
        };
    }

    private double[] rows(Categorical op, Node node) {
        double[] x = operand(node, 0);
        return switch (op) {
            case Softmax _ -> Rows.softmax(x, node.shape().last());
            case CrossEntropy _ ->
                Rows.crossEntropy(x, operand(node, 1), node.input(0).shape().last());
            case OneHot oneHot -> Rows.oneHot(x, oneHot.classes());
        };
    }

    private double[] rows(Lookup op, Node node) {
        return switch (op) {
            case Gather _ ->
                Rows.gather(operand(node, 0), operand(node, 1), node.shape().last());
            case ScatterAdd scatter -> Rows.scatterAdd(operand(node, 0), operand(node, 1), scatter.rows());
        };
    }

    private double[] moved(Movement op, Node node) {
        return switch (op) {
            case Reshape _, StopGradient _ -> operand(node, 0);
            case Pad pad -> Boxes.pad(operand(node, 0), node.input(0).shape(), pad.before(), node.shape());
            case Slice slice -> Boxes.slice(operand(node, 0), node.input(0).shape(), slice.start(), node.shape());
            case Transpose transpose ->
                Strides.transposed(operand(node, 0), node.input(0).shape(), transpose.order());
            case Concatenate concatenate -> concatenate(concatenate.axis(), node);
            case BroadcastTo _ -> stretched(node, 0);
        };
    }

    private double[] operand(Node node, int position) {
        return known(node.input(position));
    }

    private double[] uniform(Node node, RandomUniform random, long step) {
        RandomKey drawn = key.with(random.purpose()).with(step);
        double[] result = new double[node.shape().size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = drawn.uniformFloat(i);
        }
        return result;
    }

    private static double[] map(Unary op, double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = op.apply(x[i]);
        }
        return result;
    }

    private double[] map(Binary op, Node node) {
        double[] a = stretched(node, 0);
        double[] b = stretched(node, 1);
        double[] result = new double[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = op.apply(a[i], b[i]);
        }
        return result;
    }

    /// The operand repeated along the axes that broadcasting stretches, to the node's shape.
    private double[] stretched(Node node, int position) {
        double[] source = operand(node, position);
        int[] offsets = Strides.offsets(node.input(position).shape(), node.shape());
        double[] result = new double[offsets.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = source[offsets[i]];
        }
        return result;
    }

    private double[] sum(Node node) {
        double[] source = operand(node, 0);
        int[] offsets = Strides.offsets(node.shape(), node.input(0).shape());
        double[] result = new double[node.shape().size()];
        for (int i = 0; i < source.length; i++) {
            result[offsets[i]] += source[i];
        }
        return result;
    }

    private double[] recurrent(Node node) {
        return Recurrences.evaluate(
                node,
                IntStream.range(0, node.inputs().size())
                        .mapToObj(position -> operand(node, position))
                        .toList());
    }

    private double[] concatenate(int axis, Node node) {
        double[] result = new double[node.shape().size()];
        List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
        for (int position = 0; position < node.inputs().size(); position++) {
            Shape part = node.input(position).shape();
            Boxes.put(operand(node, position), part, result, start, node.shape());
            start.set(axis, start.get(axis) + part.extent(axis));
        }
        return result;
    }
}
