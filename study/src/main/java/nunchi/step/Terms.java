package nunchi.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Categorical;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.Lookup;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Source;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Unary;
import nunchi.step.Term.Factor;
import nunchi.tensor.Shape;

/// The terms of one element of a node's value, as the op defines it.
///
/// @param index  of the element
/// @param values of every node
record Terms(Node node, int index, Function<Node, double[]> values) {

    /// Empty for a source, and for a recurrence as one op.
    List<Term> list() {
        WindowTerms windows = new WindowTerms(this);
        return switch (node.op()) {
            case Source _, Recurrent _ -> List.of();
            case Unary _ -> function(factor(0, index));
            case Binary _ -> function(stretched(0), stretched(1));
            case MatMul product -> products(product);
            case Sum _ -> summed();
            case Categorical categorical -> classes(categorical);
            case Lookup lookup -> looked(lookup);
            case Movement movement -> moved(movement);
            case Convolution convolution -> windows.convolved(convolution);
            case TransposedConvolution transposed -> windows.spread(transposed);
            case ConvolutionWeightGradient gradient -> windows.weighted(gradient);
            case MaxPool pool -> windows.pooled(pool.window());
            case MaxUnpool unpool -> windows.unpooled(unpool.window());
        };
    }

    Shape shape(int operand) {
        return node.input(operand).shape();
    }

    double[] values(int operand) {
        return values.apply(node.input(operand));
    }

    double result() {
        return values.apply(node)[index];
    }

    Factor factor(int operand, int at) {
        return new Factor(operand, at, values(operand)[at]);
    }

    private Factor stretched(int operand) {
        return factor(operand, Coordinates.stretched(shape(operand), node.shape(), index));
    }

    private List<Term> function(Factor... factors) {
        return List.of(Term.of(result(), factors));
    }

    private List<Term> products(MatMul op) {
        int m = node.shape().extent(-2);
        int n = node.shape().last();
        int k = shape(0).extent(op.transposeLeft() ? -2 : -1);
        int j = index % n;
        int i = index / n % m;
        int left = index / n / m * m * k;
        int right = index / n / m * k * n;
        return IntStream.range(0, k)
                .mapToObj(p -> Term.product(
                        factor(0, left + (op.transposeLeft() ? p * m + i : i * k + p)),
                        factor(1, right + (op.transposeRight() ? j * k + p : p * n + j))))
                .toList();
    }

    private List<Term> summed() {
        return IntStream.range(0, shape(0).size())
                .filter(at -> Coordinates.stretched(node.shape(), shape(0), at) == index)
                .mapToObj(at -> Term.product(factor(0, at)))
                .toList();
    }

    private List<Term> classes(Categorical op) {
        return switch (op) {
            case Categorical.Softmax _ -> exponentials(index / node.shape().last());
            case Categorical.CrossEntropy _ -> entropies();
            case Categorical.OneHot oneHot -> function(factor(0, index / oneHot.classes()));
        };
    }

    private List<Term> exponentials(int row) {
        double largest = largest(row);
        return row(row).mapToObj(at -> Term.of(StrictMath.exp(values(0)[at] - largest), factor(0, at)))
                .toList();
    }

    private List<Term> entropies() {
        double largest = largest(index);
        double sum = row(index)
                .mapToDouble(at -> StrictMath.exp(values(0)[at] - largest))
                .sum();
        return row(index)
                .mapToObj(at -> Term.of(
                        -values(1)[at] * (values(0)[at] - largest - StrictMath.log(sum)), factor(1, at), factor(0, at)))
                .toList();
    }

    private double largest(int row) {
        return row(row).mapToDouble(at -> values(0)[at]).max().orElseThrow();
    }

    /// The indices of a row of the first operand.
    private IntStream row(int row) {
        int columns = shape(0).last();
        return IntStream.range(row * columns, (row + 1) * columns);
    }

    private List<Term> looked(Lookup op) {
        int size = node.shape().last();
        return switch (op) {
            case Lookup.Gather _ -> {
                double id = values(1)[index / size];
                boolean known = id >= 0 && id < shape(0).extent(0) && id == Math.rint(id);
                Factor number = factor(1, index / size);
                yield known ? function(factor(0, (int) id * size + index % size), number) : function(number);
            }
            case Lookup.ScatterAdd _ ->
                IntStream.range(0, shape(0).size())
                        .filter(row -> values(0)[row] == index / size)
                        .mapToObj(row -> Term.product(factor(1, row * size + index % size)))
                        .toList();
        };
    }

    private List<Term> moved(Movement op) {
        return switch (op) {
            case Movement.Reshape _, Movement.StopGradient _ -> function(factor(0, index));
            case Movement.BroadcastTo _ -> function(stretched(0));
            case Movement.Transpose transpose -> {
                int[] place = Coordinates.of(node.shape(), index);
                int[] source = new int[place.length];
                for (int axis = 0; axis < place.length; axis++) {
                    source[transpose.order().get(axis)] = place[axis];
                }
                yield function(factor(0, Coordinates.index(shape(0), source)));
            }
            case Movement.Slice slice ->
                function(factor(0, Coordinates.moved(node.shape(), shape(0), slice.start(), index)));
            case Movement.Pad pad -> {
                List<Integer> back = pad.before().stream().map(zeros -> -zeros).toList();
                int source = Coordinates.moved(node.shape(), shape(0), back, index);
                yield source < 0 ? function() : function(factor(0, source));
            }
            case Movement.Concatenate concatenate -> joined(concatenate.axis());
        };
    }

    private List<Term> joined(int axis) {
        List<Integer> back = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
        for (int operand = 0; operand < node.inputs().size(); operand++) {
            int source = Coordinates.moved(node.shape(), shape(operand), back, index);
            if (source >= 0) {
                return function(factor(operand, source));
            }
            back.set(axis, back.get(axis) - shape(operand).extent(axis));
        }
        throw new IllegalStateException("no operand of a concatenation has element " + index);
    }
}
