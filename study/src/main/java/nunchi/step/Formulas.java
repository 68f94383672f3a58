package nunchi.step;

import java.util.stream.IntStream;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Categorical;
import nunchi.graph.op.Cell;
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
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;

/// The formulas of ops, for one element of the result.
final class Formulas {
    private Formulas() {}

    static Notation of(Node node) {
        return switch (node.op()) {
            case Source source -> source(source);
            case Unary unary -> unary(unary);
            case Binary binary -> binary(binary);
            case MatMul product -> product(product, node.shape().rank());
            case Sum sum -> Notation.of("y = Σ x over the axes " + sum.axes(), "x");
            case Categorical categorical -> categorical(categorical);
            case Lookup lookup -> lookup(lookup);
            case Convolution op -> convolution(op);
            case TransposedConvolution op -> transposed(op);
            case ConvolutionWeightGradient op -> weightGradient(op);
            case MaxPool pool -> pooled(pool.window(), node);
            case MaxUnpool _ -> Notation.of("x = Σ y of the windows in which x is the largest value", "y", "x");
            case Movement movement -> movement(movement, node);
            case Recurrent recurrent -> recurrent(recurrent, node);
        };
    }

    private static Notation source(Source source) {
        return switch (source) {
            case Source.Constant constant -> Notation.of("y = " + constant.value());
            case Source.Indices _ -> Notation.of("y[i] = i");
            case Source.RandomUniform _ -> Notation.of("y is random, uniform between 0 and 1");
            case Source.Input _, Source.Weight _, Source.StepValue _ -> Notation.of("given");
        };
    }

    private static Notation unary(Unary op) {
        String right = switch (op) {
            case Unary.Negate _ -> "−x";
            case Unary.Absolute _ -> "|x|";
            case Unary.Exp _ -> "eˣ";
            case Unary.Log _ -> "ln x";
            case Unary.Sqrt _ -> "√x";
            case Unary.Erf _ -> "erf(x)";
            case Unary.Sigmoid _ -> "σ(x) = 1 / (1 + e⁻ˣ)";
            case Unary.Tanh _ -> "tanh(x)";
            case Unary.Relu _ -> "max(x, 0)";
            case Unary.Softplus _ -> "ln(1 + eˣ)";
        };
        return Notation.of("y = " + right, "x");
    }

    private static Notation binary(Binary op) {
        String right = switch (op) {
            case Binary.Add _ -> "a + b";
            case Binary.Subtract _ -> "a − b";
            case Binary.Multiply _ -> "a · b";
            case Binary.Divide _ -> "a / b";
            case Binary.Maximum _ -> "max(a, b)";
            case Binary.Minimum _ -> "min(a, b)";
            case Binary.Greater _ -> "1 where a > b, else 0";
        };
        return Notation.of("y = " + right, "a", "b");
    }

    private static Notation product(MatMul op, int rank) {
        String n = "n,".repeat(rank - 2);
        String left = op.transposeLeft() ? "k,i" : "i,k";
        String right = op.transposeRight() ? "j,k" : "k,j";
        return Notation.of("y[%1$si,j] = Σₖ x[%1$s%2$s] · w[%1$s%3$s]".formatted(n, left, right), "x", "w");
    }

    private static Notation categorical(Categorical op) {
        return switch (op) {
            case Categorical.Softmax _ -> Notation.of("p[i] = exp(z[i] − max z) / Σⱼ exp(z[j] − max z)", "z");
            case Categorical.CrossEntropy _ -> Notation.of("L = −Σⱼ t[j] · ln p[j], p = softmax(z)", "z", "t");
            case Categorical.OneHot _ -> Notation.of("y[i,j] = 1 where x[i] = j, else 0", "x");
        };
    }

    private static Notation lookup(Lookup op) {
        return switch (op) {
            case Lookup.Gather _ -> Notation.of("y[i,j] = w[id[i], j]", "w", "id");
            case Lookup.ScatterAdd _ -> Notation.of("w[r,j] = Σ y[i,j] over the i with id[i] = r", "id", "y");
        };
    }

    private static Notation convolution(Convolution op) {
        return Notation.of(
                "y[n,i,j,k] = Σ x[n, %s, c] · w[u,v,c,k]%s".formatted(places(op.window()), channels(op.groups())),
                "x",
                "w");
    }

    private static Notation transposed(TransposedConvolution op) {
        return Notation.of(
                "x[n,a,b,c] = Σ y[n,i,j,k] · w[u,v,c,k] over a, b = %s%s"
                        .formatted(places(op.window()), channels(op.groups())),
                "y",
                "w");
    }

    private static Notation weightGradient(ConvolutionWeightGradient op) {
        return Notation.of(
                "w[u,v,c,k] = Σ x[n, %s, c] · y[n,i,j,k]%s".formatted(places(op.window()), channels(op.groups())),
                "x",
                "y");
    }

    private static String channels(int groups) {
        return groups == 1 ? "" : " over the channels c in the group of k, one of " + groups;
    }

    private static Notation pooled(Window window, Node node) {
        String formula = "y[n,i,j,c] = max x[n, %s, c], u < %d, v < %d"
                .formatted(
                        places(window), window.rows().kernel(), window.columns().kernel());
        return node.input(0) == node.input(1)
                ? Notation.of(formula, "x", "x")
                : Notation.of("y is the x where r is largest in the window", "x", "r");
    }

    private static String places(Window window) {
        return place("i", "u", window.rows()) + ", " + place("j", "v", window.columns());
    }

    private static String place(String output, String tap, WindowAxis axis) {
        String before = axis.before() == 0
                ? ""
                : axis.before() > 0 ? " − " + axis.before() : " + " + Math.negateExact(axis.before());
        return times(axis.stride(), output) + " + " + times(axis.dilation(), tap) + before;
    }

    private static String times(int factor, String name) {
        return factor == 1 ? name : factor + name;
    }

    private static Notation movement(Movement op, Node node) {
        return switch (op) {
            case Movement.Reshape _ -> Notation.of("the same values in another shape", "x");
            case Movement.BroadcastTo _ -> Notation.of("the same values, repeated", "x");
            case Movement.Pad _ -> Notation.of("the same values with zeros around them", "x");
            case Movement.Slice slice -> Notation.of("a part of the values, from %s on".formatted(slice.start()), "x");
            case Movement.Transpose transpose ->
                Notation.of("the same values with their axes in the order " + transpose.order(), "x");
            case Movement.StopGradient _ -> Notation.of("y = x, and no gradient flows back", "x");
            case Movement.Concatenate concatenate ->
                Notation.of(
                        "one behind the other along axis " + concatenate.axis(),
                        IntStream.range(0, node.inputs().size())
                                .mapToObj(i -> "x" + i)
                                .toArray(String[]::new));
        };
    }

    private static Notation recurrent(Recurrent op, Node node) {
        if (op instanceof Recurrent.Recurrence) {
            String formula = switch (op.cell()) {
                case Cell.SimpleRnn _ -> LayerFormulas.SIMPLE;
                case Cell.Lstm _ -> LayerFormulas.LSTM;
                case Cell.Gru _ -> LayerFormulas.GRU;
            };
            return op.cell().recurrentBias()
                    ? Notation.of(formula, "x̂", "U", "initial", "mask", "b")
                    : Notation.of(formula, "x̂", "U", "initial", "mask");
        }
        String[] symbols =
                IntStream.range(0, node.inputs().size()).mapToObj(i -> "x" + i).toArray(String[]::new);
        return Notation.of("the recurrence backward, all steps at once", symbols);
    }
}
