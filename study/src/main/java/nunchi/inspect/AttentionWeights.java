package nunchi.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.inference.TextDecoder;
import nunchi.layer.Scope;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Where each attention of a trained model looks while it reads some examples, and writes what it predicts of them.
///
/// @param layers in the order of the model
/// @param tokens `[examples][steps]`: numbers of the tokens that a decoder predicts, 0 from the end on; empty without a
///               decoder
public record AttentionWeights(List<Layer> layers, int[][] tokens) {
    private static final Set<String> CROSS = Set.of("crossAttention", "recurrentAttention");
    /// Within the paths of a decoder's layers.
    static final String DECODER = "/decoder/";

    public AttentionWeights {
        layers = List.copyOf(layers);
    }

    /// What looks, and at what.
    public enum Kind {
        /// Steps of the example, at each other.
        SELF,
        /// Steps of a decoder, at what it has written before: step t looks at token t - 1.
        DECODER,
        /// Steps of a decoder, at those of the encoder.
        CROSS
    }

    /// An attention.
    ///
    /// @param path    of the layer: `0.encoderDecoder/decoder/2.crossAttention`
    /// @param weights `[examples, heads, steps, steps looked at]`: how much, in [0, 1]; the sum over the last axis is 1
    public record Layer(String path, Kind kind, Tensor weights) {}

    /// Whether the model has an attention.
    ///
    /// @param data of the shapes that the model learnt from
    public static boolean possible(Experiment experiment, Dataset data) {
        return !weights(experiment.network(data).prediction(1)).isEmpty();
    }

    /// Of a model in use.
    ///
    /// @param trained the tensors of the trained model by their names
    /// @param rows    that are read
    public static AttentionWeights of(
            Experiment experiment, Map<String, Tensor> trained, Dataset rows, Backend backend) {
        Experiment told = experiment.forData(rows.schema());
        DecodeSettings decoding = told.decoding();
        Graph graph = new Graph(told.trainingStep().strict());
        int batch = TextDecoder.batch(rows.size(), decoding);
        Node output = told.layers()
                .withoutViews()
                .build(
                        Scope.inference(graph),
                        graph.input(Network.EXAMPLES, rows.example().batch(batch)));
        OutputKind kind = told.learner().loss().output();
        graph.output(Network.OUTPUT, output);
        SequencedMap<String, Node> weights = weights(graph);
        weights.forEach(graph::output);
        Program program = program(graph, trained, backend);
        float[] examples = examples(rows, batch);
        int[][] tokens = new int[0][];
        if (TextDecoder.decodes(graph)) {
            tokens = texts(
                    TextDecoder.of(program, graph, decoding, kind).run(examples, rows.size()), batch, rows.size());
        } else {
            program.feed(Network.EXAMPLES, examples);
            program.run(0);
        }
        return new AttentionWeights(
                weights.entrySet().stream()
                        .map(each ->
                                layer(each.getKey(), fetched(program, each.getKey(), each.getValue()), rows.size()))
                        .toList(),
                tokens);
    }

    /// By the layers' paths: softmaxes by which something else is weighted. Those of a layer that is written step by
    /// step are put together.
    private static SequencedMap<String, Node> weights(Graph graph) {
        SequencedMap<String, List<Node>> steps = new LinkedHashMap<>();
        graph.nodes().stream()
                .filter(node -> node.op() instanceof MatMul)
                .map(node -> node.inputs().getFirst())
                .filter(node -> node.op() instanceof Softmax && node.shape().rank() > 2)
                .distinct()
                .forEach(node -> steps.computeIfAbsent(
                                node.path().substring(0, Math.max(0, node.path().lastIndexOf('/'))),
                                _ -> new ArrayList<>())
                        .add(node));
        SequencedMap<String, Node> weights = new LinkedHashMap<>();
        steps.forEach((path, nodes) -> weights.put(path, joined(nodes)));
        return weights;
    }

    private static Node joined(List<Node> steps) {
        Node first = steps.getFirst();
        return steps.size() == 1 ? first : first.graph().add(new Concatenate(1), steps.toArray(Node[]::new));
    }

    private static Program program(Graph graph, Map<String, Tensor> trained, Backend backend) {
        Weights weights = backend.initialize(graph, 1);
        weights.names().forEach(name -> weights.set(name, Objects.requireNonNull(trained.get(name), name)));
        return backend.compile(graph, weights, 1);
    }

    private static float[] examples(Dataset rows, int batch) {
        int size = rows.example().size();
        float[] values = new float[batch * size];
        for (int row = 0; row < rows.size(); row++) {
            rows.example(row, values, row * size);
        }
        return values;
    }

    private static int[][] texts(float[] tokens, int batch, int rows) {
        int steps = tokens.length / batch;
        int[][] texts = new int[rows][steps];
        for (int row = 0; row < rows; row++) {
            int first = row * steps;
            Arrays.setAll(texts[row], step -> (int) tokens[first + step]);
        }
        return texts;
    }

    private static Tensor fetched(Program program, String name, Node node) {
        float[] values = new float[node.shape().size()];
        program.fetch(name, values);
        return new Tensor(node.shape(), values);
    }

    private static Layer layer(String path, Tensor all, int rows) {
        Shape shape = all.shape();
        int steps = shape.extent(shape.rank() - 2);
        int heads = shape.example().size() / steps / shape.last();
        float[] values = Arrays.copyOf(all.values(), rows * shape.example().size());
        String name = path.substring(path.lastIndexOf('/') + 1);
        Kind kind = CROSS.stream().anyMatch(name::endsWith)
                ? Kind.CROSS
                : path.contains(DECODER) ? Kind.DECODER : Kind.SELF;
        return new Layer(path, kind, new Tensor(Shape.of(rows, heads, steps, shape.last()), values));
    }
}
