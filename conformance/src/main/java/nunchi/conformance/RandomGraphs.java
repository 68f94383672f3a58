package nunchi.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Unary.Relu;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Softplus;
import nunchi.graph.op.Unary.Tanh;
import nunchi.init.Normal;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Graphs written at random, for what no single op shows: neighbours fused, memory used again, values read twice,
/// weights updated from each other. All functions are continuous and keep values near 1, so that rounding cannot grow.
final class RandomGraphs {
    private static final int NODES = 30;
    private static final int STEPS = 3;
    private static final Tolerance TOLERANCE = new Tolerance(1e-4, 1e-4);

    private final RandomKey key;
    private final Graph graph = new Graph();
    private final List<Node> pool = new ArrayList<>();
    private long draws;

    private RandomGraphs(long seed) {
        key = RandomKey.of(seed);
    }

    /// The same trial for the same seed.
    static Trial of(long seed) {
        return new RandomGraphs(seed).write();
    }

    private Trial write() {
        int rows = 1 + draw(20);
        int columns = 1 + draw(35);
        List<Shape> shapes = List.of(
                Shape.of(rows, columns),
                Shape.of(rows, columns),
                Shape.of(columns),
                Shape.of(rows, 1),
                Shape.SCALAR,
                Shape.of(1, columns));
        Map<String, double[]> feeds = new LinkedHashMap<>();
        for (Shape shape : shapes) {
            String name = "input " + feeds.size();
            pool.add(graph.input(name, shape));
            pool.add(graph.weight(new Weight("weight " + feeds.size(), shape, new Normal(0, 0.5), Role.KERNEL)));
            feeds.put(name, Values.between(-1, 1).of(shape, key.with(name)));
        }
        for (int i = 0; i < NODES; i++) {
            pool.add(next());
        }
        finish();
        return new Trial(graph, feeds, STEPS, TOLERANCE);
    }

    /// Some nodes become outputs, and every weight that finds a node of its shape is updated by it.
    private void finish() {
        List<Node> computed =
                pool.stream().filter(node -> !(node.op() instanceof Weight)).toList();
        graph.output("last", pool.getLast());
        for (int i = 0; i < 4; i++) {
            graph.output("output " + i, computed.get(draw(computed.size())));
        }
        for (Node weight : graph.weights().values()) {
            List<Node> fitting = pool.stream()
                    .filter(node -> node.shape().equals(weight.shape()))
                    .toList();
            Node value = fitting.get(draw(fitting.size()));
            graph.update(weight, weight.times(0.5).plus(value.times(0.25)));
        }
    }

    private Node next() {
        Node x = pick();
        return switch (draw(14)) {
            case 0 -> graph.add(new Tanh(), x);
            case 1 -> graph.add(new Sigmoid(), x);
            case 2 -> graph.add(new Relu(), graph.add(new Tanh(), x));
            case 3 -> x.negate();
            case 4 -> graph.add(new Softplus(), x).times(0.5);
            case 5, 6 -> x.plus(partner(x)).times(0.5);
            case 7 -> x.minus(partner(x)).times(0.5);
            case 8 -> graph.add(new Tanh(), x).times(partner(x));
            case 9 -> x.maximum(partner(x));
            case 10 -> x.minimum(partner(x));
            case 11 -> x.dividedBy(partner(x).square().plus(1));
            case 12 -> x.shape().rank() == 0 ? x.square().plus(1).sqrt().times(0.5) : x.mean(axes(x));
            default -> x.shape().rank() == 2 ? product(x) : x.times(0.7).plus(0.1);
        };
    }

    private Node product(Node x) {
        if (draw(3) == 0) {
            return graph.add(new Softmax(), x);
        }
        List<Node> right = pool.stream()
                .filter(node -> node.shape().rank() == 2
                        && node.shape().extent(0) == x.shape().extent(1))
                .toList();
        return right.isEmpty()
                ? x.times(0.9)
                : x.matmul(right.get(draw(right.size()))).times(1.0 / x.shape().extent(1));
    }

    private int[] axes(Node x) {
        int only = draw(x.shape().rank() + 1);
        return IntStream.range(0, x.shape().rank())
                .filter(axis -> only == x.shape().rank() || axis == only)
                .toArray();
    }

    private Node partner(Node x) {
        List<Node> fitting = pool.stream()
                .filter(node -> node.shape().broadcast(x.shape()) != null)
                .toList();
        return fitting.get(draw(fitting.size()));
    }

    private Node pick() {
        return pool.get(draw(pool.size()));
    }

    private int draw(int below) {
        return (int) (key.uniform(draws++) * below);
    }
}
