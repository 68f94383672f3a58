package nunchi.saliency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Source.Weight;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.network.Preprocessed;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A trained model whose examples are images.
///
/// @param layers  the model with its preprocessing
/// @param weights by name, in the shapes of the model; all that it has
/// @param example the shape of an example as the model takes it: `[784]`, or `[32, 32, 3]`
/// @param image   rows, columns and channels of the same values as an image: `[28, 28, 1]`
/// @param range   what black and white are in an example
public record ImageModel(
        Preprocessed layers, Map<String, Tensor> weights, Shape example, Shape image, InputRange range) {
    static final String OUTPUT_WEIGHTS = "output weights";

    public ImageModel {
        Check.require(
                image.rank() == 3 && image.size() == example.size(),
                "an image [rows, columns, channels] of as many values as an example %s is needed, not %s"
                        .formatted(example, image));
    }

    /// A batch of this model in a graph.
    ///
    /// @param input   the examples, `[batch, …]`
    /// @param outputs of the layers by their paths
    /// @param weights fed with what each of the model's outputs counts for in the score, `[batch, …]`
    record Written(Graph graph, Node input, SequencedMap<String, Node> outputs, Node weights) {
        Node output() {
            return outputs.lastEntry().getValue();
        }

        /// The score of each example, `[batch, 1]`: the sum of the outputs times what they count for.
        Node score() {
            Node products = output().times(weights);
            return products.reshape(Shape.of(
                            input.shape().extent(0), products.shape().example().size()))
                    .sum(1);
        }
    }

    Written write(int batch) {
        Graph graph = new Graph();
        Node input = graph.input(Network.EXAMPLES, example.batch(batch));
        SequencedMap<String, Node> outputs = new LinkedHashMap<>();
        Node output = layers.withoutViews().build(Scope.inference(graph), input, outputs::put);
        return new Written(graph, input, outputs, graph.input(OUTPUT_WEIGHTS, output.shape()));
    }

    /// Number of the model's outputs.
    public int units() {
        return write(1).output().shape().example().size();
    }

    /// The layers whose learnt kernels make images, first to last.
    public List<String> convolutional() {
        return convolutional(write(1));
    }

    List<String> convolutional(Written written) {
        List<String> own = List.copyOf(written.outputs.keySet())
                .subList(layers.preprocess().size(), written.outputs.size());
        return own.stream()
                .filter(path -> Objects.requireNonNull(written.outputs.get(path))
                                        .shape()
                                        .rank()
                                == 4
                        && kernels(written).keySet().stream().anyMatch(name -> name.startsWith(path + "/")))
                .toList();
    }

    /// The kernels of all convolutions by their names, `[rows, columns, channels / groups, units]`, in the order in
    /// which they are used.
    public SequencedMap<String, Tensor> kernels() {
        return kernels(write(1));
    }

    private SequencedMap<String, Tensor> kernels(Written written) {
        SequencedMap<String, Tensor> kernels = new LinkedHashMap<>();
        written.graph.nodes().stream()
                .filter(node ->
                        node.op() instanceof Convolution && node.input(1).op() instanceof Weight)
                .map(node -> node.input(1).op().name())
                .forEach(name -> kernels.put(name, weights.get(name)));
        return kernels;
    }

    Program compile(Graph graph, Backend backend) {
        Weights stored = backend.initialize(graph, 1);
        for (String name : stored.names()) {
            Check.require(weights.containsKey(name), "the weights lack %s of the model".formatted(name));
            stored.set(name, Objects.requireNonNull(weights.get(name)));
        }
        return backend.compile(graph, stored, 1);
    }

    void require(List<Score> subjects) {
        for (Score subject : subjects) {
            float[] values = subject.example();
            Check.require(
                    values.length == example.size(),
                    "an example has %d values, but the model takes %d, the shape %s"
                            .formatted(values.length, example.size(), example));
            for (int i = 0; i < values.length; i++) {
                Check.require(
                        Float.isFinite(values[i]),
                        "value %d of an example is %s; all must be finite numbers".formatted(i, values[i]));
            }
        }
    }
}
