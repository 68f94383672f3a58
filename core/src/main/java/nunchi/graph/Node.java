package nunchi.graph;

import java.util.Arrays;
import java.util.List;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Divide;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Binary.Maximum;
import nunchi.graph.op.Binary.Minimum;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Binary.Subtract;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Movement.Transpose;
import nunchi.graph.op.Sum;
import nunchi.graph.op.Unary.Absolute;
import nunchi.graph.op.Unary.Negate;
import nunchi.graph.op.Unary.Sqrt;
import nunchi.tensor.Shape;

/// One value of a [Graph]: an op applied to other nodes, with its shape and the path of the layer that wrote it.
///
/// Nodes are compared by identity. The methods append to the same graph, so that layers, losses and optimizers read
/// like the formula: `x.matmul(weight).plus(bias)`.
public final class Node {
    private final Graph graph;
    private final int index;
    private final Op op;
    private final List<Node> inputs;
    private final Shape shape;
    private final String path;

    /// The graph's next node.
    Node(Graph graph, Op op, List<Node> inputs, Shape shape, String path) {
        this.graph = graph;
        this.index = graph.nodes().size();
        this.op = op;
        this.inputs = inputs;
        this.shape = shape;
        this.path = path;
    }

    /// The graph that it was written into.
    public Graph graph() {
        return graph;
    }

    /// The position in the graph's order; inputs always come before.
    public int index() {
        return index;
    }

    /// What it computes.
    public Op op() {
        return op;
    }

    /// The nodes it reads, in the op's order.
    public List<Node> inputs() {
        return inputs;
    }

    /// @param position from 0, in the op's order
    public Node input(int position) {
        return inputs.get(position);
    }

    /// Of its value.
    public Shape shape() {
        return shape;
    }

    /// Where the node was written: `1.dense/matmul`.
    public String path() {
        return path;
    }

    /// `x + y`. Operands of different shapes are stretched to one another as NumPy does: `[n, m]` and `[m]`, or a
    /// scalar.
    public Node plus(Node other) {
        return graph.add(new Add(), this, other);
    }

    /// `x + c` for every value.
    public Node plus(double value) {
        return plus(graph.constant(value));
    }

    /// `x − y`; shapes as for [#plus(Node)].
    public Node minus(Node other) {
        return graph.add(new Subtract(), this, other);
    }

    /// `x · y`, value by value; shapes as for [#plus(Node)]. The matrix product is [#matmul].
    public Node times(Node other) {
        return graph.add(new Multiply(), this, other);
    }

    /// What is stretched is multiplied before, while it is small.
    public Node times(double factor) {
        return op instanceof BroadcastTo
                ? inputs.getFirst().times(factor).broadcastTo(shape)
                : times(graph.constant(factor));
    }

    /// `x / y`; shapes as for [#plus(Node)].
    public Node dividedBy(Node other) {
        return graph.add(new Divide(), this, other);
    }

    /// `−x`.
    public Node negate() {
        return graph.add(new Negate(), this);
    }

    /// `|x|`.
    public Node absolute() {
        return graph.add(new Absolute(), this);
    }

    /// `x²`.
    public Node square() {
        return times(this);
    }

    /// `√x`; NaN below 0.
    public Node sqrt() {
        return graph.add(new Sqrt(), this);
    }

    /// `max(x, y)`; shapes as for [#plus(Node)].
    public Node maximum(Node other) {
        return graph.add(new Maximum(), this, other);
    }

    /// `min(x, y)`; shapes as for [#plus(Node)].
    public Node minimum(Node other) {
        return graph.add(new Minimum(), this, other);
    }

    /// 1 where this is greater than `other`, else 0; shapes as for [#plus(Node)].
    public Node greater(Node other) {
        return graph.add(new Greater(), this, other);
    }

    /// `[m, n] · [n, k] → [m, k]`; with equal axes before these, one product for each of their places.
    ///
    /// @throws nunchi.check.InvalidRequestException where these are no such matrices
    public Node matmul(Node right) {
        return graph.add(new MatMul(false, false), this, right);
    }

    /// The sum over the axes, each kept with extent 1: `[n, m]` over axis 0 gives `[1, m]`; written without a [Sum]
    /// where it follows from values that are there.
    public Node sum(int... axes) {
        List<Integer> left = Arrays.stream(axes).boxed().sorted().toList();
        Node result = this;
        while (!left.isEmpty()) {
            int end = left.size() - 1;
            int begin = end;
            while (begin > 0 && left.get(begin - 1) == left.get(begin) - 1) {
                begin--;
            }
            result = result.sum(new Sum(left.subList(begin, end + 1)));
            left = left.subList(0, begin);
        }
        return result;
    }

    private Node sum(Sum sum) {
        boolean fits = sum.axes().getFirst() >= 0 && sum.axes().getLast() < shape.rank();
        Node known = fits ? KnownSums.of(this, sum) : null;
        return known == null ? graph.add(sum, this) : known;
    }

    /// The mean over the axes, each kept with extent 1.
    public Node mean(int... axes) {
        Node total = sum(axes);
        return total.times((double) total.shape().size() / shape.size());
    }

    /// The same values in the same order.
    ///
    /// @param target of as many values
    /// @throws nunchi.check.InvalidRequestException for more or fewer
    public Node reshape(Shape target) {
        return target.equals(shape) ? this : graph.add(new Reshape(target), this);
    }

    /// The axes in another order: `[2, 3, 4]` by `0, 2, 1` to `[2, 4, 3]`.
    ///
    /// @param order every axis once, counted from 0
    /// @throws nunchi.check.InvalidRequestException for another list
    public Node transpose(int... order) {
        return graph.add(new Transpose(Arrays.stream(order).boxed().toList()), this);
    }

    /// The same values, taken as constants by [Adjoints].
    public Node stopGradient() {
        return graph.add(new StopGradient(), this);
    }

    /// Stretches axes of extent 1, and adds axes in front, as NumPy does: `[1, 10]` and `[10]` to `[100, 10]`.
    ///
    /// @throws nunchi.check.InvalidRequestException where it does not stretch to this
    public Node broadcastTo(Shape target) {
        return target.equals(shape) ? this : graph.add(new BroadcastTo(target), this);
    }

    @Override
    public String toString() {
        return path + shape;
    }
}
