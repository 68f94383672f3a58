package nunchi.conformance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Tanh;
import nunchi.backend.Backend;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.init.Zeros;
import nunchi.layer.Activate;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.CrossAttention;
import nunchi.layer.CrossAttention.Score;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Grey;
import nunchi.layer.GroupNorm;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.RecurrentLayer;
import nunchi.layer.Residual;
import nunchi.layer.Resize;
import nunchi.layer.Scope;
import nunchi.layer.SeparableConv2d;
import nunchi.layer.Sequential;
import nunchi.layer.Size;
import nunchi.layer.UpSample2d;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Layers on images and whole steps beside what PyTorch computes in float64: results, gradients of inputs and weights,
/// and weights after the step. The numbers and their source are in `torch.txt`.
final class GoldenCases {
    private static final String X = "x";
    private static final String Y = "y";
    private static final String MASK = "mask";
    private static final String UPSTREAM = "upstream";
    private static final String GRADIENT = "gradient:";
    private static final Padding SAME = new Padding.Same();
    private static final Padding ONE = new Padding.Explicit(1);

    private GoldenCases() {}

    static Stream<Case> cases(Backend backend, Tolerance tolerance) {
        Map<String, GoldenData> data = GoldenData.read();
        Map<String, Layer> layers = layers();
        Map<String, Layer> networks = networks();
        return data.keySet().stream()
                .map(name -> new Case("golden " + name, () -> {
                    Case.require(
                            layers.containsKey(name) || networks.containsKey(name),
                            "there are numbers, but no layer is declared for them");
                    GoldenData golden = Objects.requireNonNull(data.get(name));
                    if (layers.containsKey(name)) {
                        checkLayer(Objects.requireNonNull(layers.get(name)), golden, backend, tolerance);
                    } else {
                        checkStep(Objects.requireNonNull(networks.get(name)), golden, backend, tolerance);
                    }
                }));
    }

    static Map<String, Layer> layers() {
        Map<String, Layer> layers = new LinkedHashMap<>();
        addConvolutions(layers);
        addKernelsOfOtherKinds(layers);
        addPoolingAndNormalization(layers);
        RecurrentLayerCases.addGolden(layers);
        AttentionLayerCases.addGolden(layers);
        return layers;
    }

    private static void addConvolutions(Map<String, Layer> layers) {
        layers.put("conv2d", new Conv2d(4, 3));
        layers.put("conv2d, stride 2, padding 1", new Conv2d(3, 3).withStride(2).withPadding(ONE));
        layers.put("conv2d, stride 2, same", new Conv2d(3, 3).withStride(2).withPadding(SAME));
        layers.put(
                "conv2d, dilation 2, padding 2",
                new Conv2d(3, 3).withDilation(2).withPadding(new Padding.Explicit(2)));
        layers.put(
                "conv2d, 2 groups, leaning",
                new Conv2d(
                        6,
                        new Size(3, 2),
                        new Size(2, 1),
                        new Padding.Explicit(1, 0, 2, 1),
                        new Size(1),
                        2,
                        new Linear(),
                        new Zeros(),
                        new Zeros(),
                        true));
    }

    private static void addKernelsOfOtherKinds(Map<String, Layer> layers) {
        layers.put(
                "depthwiseConv2d, multiplier 2",
                new DepthwiseConv2d(
                        new Size(3), 2, new Size(1), SAME, new Size(1), new Linear(), new Zeros(), new Zeros(), true));
        layers.put("separableConv2d", new SeparableConv2d(4, 3));
        layers.put("conv2dTranspose", new Conv2dTranspose(4, 3, 2, new Padding.Valid()));
        layers.put(
                "conv2dTranspose, stride 2, padding 1, output padding 1",
                new Conv2dTranspose(3, 3, 2, new Padding.Explicit(1, 0, 1, 0)));
        layers.put(
                "conv2dTranspose, 2 groups, dilation 2",
                new Conv2dTranspose(
                        6,
                        new Size(2),
                        new Size(1),
                        new Padding.Valid(),
                        new Size(2),
                        2,
                        new Linear(),
                        new Zeros(),
                        new Zeros(),
                        true));
    }

    private static void addPoolingAndNormalization(Map<String, Layer> layers) {
        layers.put("resize, smaller", new Resize(new Size(3, 4)));
        layers.put("resize, larger and smaller", new Resize(new Size(7, 3)));
        layers.put("grey", new Grey());
        layers.put("maxPool2d", new MaxPool2d(2));
        layers.put("maxPool2d, stride 2, padding 1", new MaxPool2d(3, 2, ONE));
        layers.put("averagePool2d", new AveragePool2d(2));
        layers.put("averagePool2d, padding 1, not counted", new AveragePool2d(3, 2, ONE));
        layers.put("averagePool2d, padding 1, counted", new AveragePool2d(new Size(3), new Size(2), ONE, true));
        layers.put("globalAveragePool2d", new GlobalAveragePool2d());
        layers.put("globalMaxPool2d", new GlobalMaxPool2d());
        layers.put("upSample2d", new UpSample2d(new Size(2, 3)));
        layers.put("layerNorm", new LayerNorm(1e-5));
        layers.put("groupNorm, 2 groups", new GroupNorm(2, 1e-5));
        layers.put("batchNorm", new BatchNorm(0.9, 1e-5, true));
    }

    static Map<String, Layer> networks() {
        Map<String, Layer> networks = new LinkedHashMap<>(ofImages());
        networks.putAll(AttentionLayerCases.translators());
        networks.putAll(SequenceLayerCases.translatorsWithFeedback());
        networks.put("a step of an encoder-decoder, dot", translator(Score.DOT));
        networks.put("a step of an encoder-decoder, general", translator(Score.GENERAL));
        networks.put("a step of an encoder-decoder, additive", translator(Score.ADDITIVE));
        return networks;
    }

    private static Map<String, Layer> ofImages() {
        Conv2d narrow = new Conv2d(2, 1, new Relu());
        List<Layer> inner = List.of(
                new Conv2d(3, 3).withStride(2).withPadding(ONE).withoutBias(),
                new BatchNorm(0.9, 1e-5, true),
                new Activate(new Tanh()),
                new Conv2d(3, 3).withPadding(ONE));
        Layer residual = new Residual(inner, List.of(new Conv2d(3, 1).withStride(2)));
        Layer branches = new Branches(List.of(
                List.of(narrow),
                List.of(narrow, new Conv2d(3, 3, SAME, new Relu())),
                List.of(new MaxPool2d(3, 1, SAME), narrow)));
        return Map.of(
                "a step of a residual network",
                        new Sequential(residual, new Activate(new Relu()), new GlobalAveragePool2d(), new Dense(3)),
                "a step of an inception network",
                        new Sequential(branches, new MaxPool2d(2), new Flatten(), new Dense(3)));
    }

    /// Five tokens in, four out.
    private static Layer translator(Score score) {
        Gru gru = new Gru(3, RecurrentLayer.Output.SEQUENCE);
        return new Sequential(new EncoderDecoder(
                List.of(new Embedding(2, 5), gru),
                List.of(new Embedding(2, 4), gru, new CrossAttention(4, score), new Dense(4)),
                3));
    }

    private static void checkLayer(Layer layer, GoldenData golden, Backend backend, Tolerance tolerance) {
        Graph graph = new Graph();
        Node x = graph.input(X, golden.array(X).shape());
        Scope scope = Scope.training(graph);
        boolean padded = golden.arrays().containsKey(MASK);
        Node y = layer.build(
                padded ? scope.withMask(graph.input(MASK, golden.array(MASK).shape())) : scope, x);
        graph.output(Y, y);
        Map<String, Node> variables = new HashMap<>(Map.of(X, x));
        golden.all("weight:")
                .keySet()
                .forEach(name -> variables.put(name, graph.weights().get(name)));
        List<String> names = List.copyOf(variables.keySet());
        List<Node> adjoints = Adjoints.of(
                y,
                graph.input(UPSTREAM, golden.array(UPSTREAM).shape()),
                names.stream().map(variables::get).toList());
        for (int i = 0; i < names.size(); i++) {
            graph.output(GRADIENT + names.get(i), adjoints.get(i));
        }
        Running running = started(graph, golden, backend);
        graph.inputs()
                .keySet()
                .forEach(name -> running.feed(Map.of(name, golden.array(name).values())));
        running.program().run(0);
        graph.outputs()
                .keySet()
                .forEach(name -> tolerance.check(name, golden.array(name).values(), running.fetch(name)));
        checkWeights(running, golden, tolerance);
    }

    private static void checkStep(Layer model, GoldenData golden, Backend backend, Tolerance tolerance) {
        Shape examples = golden.array(Network.EXAMPLES).shape();
        Network network = new Network(
                model,
                examples.example(),
                golden.array(Network.TARGETS).shape().example(),
                new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(0.1)));
        Running running = started(network.training(examples.extent(0), 1), golden, backend);
        running.feed(Map.of(
                Network.EXAMPLES,
                golden.array(Network.EXAMPLES).values(),
                Network.TARGETS,
                golden.array(Network.TARGETS).values()));
        running.program().run(0);
        tolerance.check("loss", golden.array("loss").values(), running.fetch(Network.LOSS));
        checkWeights(running, golden, tolerance);
    }

    private static Running started(Graph graph, GoldenData golden, Backend backend) {
        Running running = Running.on(backend, graph);
        golden.all("weight:")
                .forEach((name, numbers) ->
                        running.weights().set(name, new Tensor(numbers.shape(), Trial.narrow(numbers.values()))));
        return running;
    }

    private static void checkWeights(Running running, GoldenData golden, Tolerance tolerance) {
        golden.all("after:")
                .forEach((name, numbers) ->
                        tolerance.check(name + " after the step", numbers.values(), running.weight(name)));
    }
}
