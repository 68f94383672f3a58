package nunchi.conformance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.InitialValues;
import nunchi.backend.Numerics;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.Weight;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Tensor;

/// A backend that computes each op alone and rounds every result to float32, matrix products as chains of fused
/// multiply-adds: what any honest float32 backend does. With a fault put in, it shows that the cases find it.
final class NarrowBackend implements Backend {

    /// Changes the result of a node; the default leaves it as it is.
    interface Fault {
        void spoil(Node node, long step, float[] result);
    }

    private final Fault fault;
    private final boolean updatesAtOnce;

    NarrowBackend() {
        this((node, step, result) -> {}, false);
    }

    /// @param updatesAtOnce whether an update shows in the same step, which is a fault
    NarrowBackend(Fault fault, boolean updatesAtOnce) {
        this.fault = fault;
        this.updatesAtOnce = updatesAtOnce;
    }

    @Override
    public String name() {
        return "narrow";
    }

    @Override
    public String describe() {
        return "float32, one op at a time";
    }

    @Override
    public Weights initialize(Graph graph, long seed) {
        NarrowWeights weights = new NarrowWeights(new LinkedHashMap<>(), new HashMap<>());
        graph.weights().forEach((name, node) -> {
            weights.descriptions.put(name, (Weight) node.op());
            weights.values.put(name, InitialValues.of((Weight) node.op(), seed));
        });
        return weights;
    }

    @Override
    public Program compile(Graph graph, Weights weights, long seed) {
        return new NarrowProgram(graph, (NarrowWeights) weights, seed);
    }

    @Override
    public Numerics numerics() {
        return new ReferenceBackend().numerics();
    }

    @Override
    public void close() {}

    private record NarrowWeights(Map<String, Weight> descriptions, Map<String, float[]> values) implements Weights {
        @Override
        public Set<String> names() {
            return descriptions.keySet();
        }

        @Override
        public Weight description(String name) {
            return Check.known("weight", name, descriptions);
        }

        @Override
        public Tensor get(String name) {
            return new Tensor(description(name).shape(), values.get(name).clone());
        }

        @Override
        public void set(String name, Tensor tensor) {
            Check.require(
                    tensor.shape().equals(description(name).shape()),
                    "weight %s has another shape than %s".formatted(name, tensor));
            values.put(name, tensor.values().clone());
        }
    }

    private final class NarrowProgram implements Program {
        private final Graph graph;
        private final NarrowWeights weights;
        private final Map<Node, ReferenceProgram> single = new HashMap<>();
        private final Map<String, float[]> fed = new HashMap<>();
        private final Map<Node, float[]> values = new HashMap<>();

        NarrowProgram(Graph graph, NarrowWeights weights, long seed) {
            this.graph = graph;
            this.weights = weights;
            for (Node node : graph.live()) {
                if (!(node.op() instanceof Input || node.op() instanceof Weight)) {
                    single.put(node, alone(node, seed));
                }
            }
        }

        @Override
        public void feed(String input, float[] given) {
            fed.put(
                    input,
                    Arrays.copyOf(
                            given,
                            Check.known("input", input, graph.inputs()).shape().size()));
        }

        @Override
        public void run(long step) {
            Map<Node, Node> sources = new HashMap<>();
            graph.updates().forEach((weight, value) -> sources.put(value, weight));
            for (Node node : graph.live()) {
                float[] result = evaluate(node, step);
                fault.spoil(node, step, result);
                values.put(node, result);
                if (updatesAtOnce && sources.containsKey(node)) {
                    weights.values.put(sources.get(node).op().name(), result.clone());
                    values.put(sources.get(node), result);
                }
            }
            graph.updates()
                    .forEach((weight, value) -> weights.values.put(
                            weight.op().name(), values.get(value).clone()));
        }

        @Override
        public void fetch(String output, float[] into) {
            float[] result = values.get(Check.known("output", output, graph.outputs()));
            System.arraycopy(result, 0, into, 0, result.length);
        }

        private float[] evaluate(Node node, long step) {
            return switch (node.op()) {
                case Input input -> fed.get(input.label()).clone();
                case Weight weight -> weights.values.get(weight.label()).clone();
                case MatMul product -> chain(product, node);
                default -> rounded(node, step);
            };
        }

        private float[] rounded(Node node, long step) {
            ReferenceProgram program = single.get(node);
            for (int position = 0; position < node.inputs().size(); position++) {
                program.feed("operand " + position, values.get(node.input(position)));
            }
            program.run(step);
            float[] result = new float[node.shape().size()];
            program.fetch("result", result);
            return result;
        }

        private float[] chain(MatMul op, Node node) {
            int inner = node.input(0).shape().extent(op.transposeLeft() ? -2 : -1);
            return Determinism.chain(op, node.shape(), inner, values.get(node.input(0)), values.get(node.input(1)));
        }
    }

    private static ReferenceProgram alone(Node node, long seed) {
        Graph graph = new Graph();
        List<Node> operands = IntStream.range(0, node.inputs().size())
                .mapToObj(position ->
                        graph.input("operand " + position, node.input(position).shape()))
                .toList();
        graph.output("result", graph.add(node.op(), operands.toArray(Node[]::new)));
        ReferenceBackend backend = new ReferenceBackend();
        return backend.compile(graph, backend.initialize(graph, seed), seed);
    }
}
