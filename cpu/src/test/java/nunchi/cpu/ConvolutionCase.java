package nunchi.cpu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.conformance.Tolerance;
import nunchi.cpu.step.ConvolutionShape;
import nunchi.cpu.step.TileGrid;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;

/// A convolution as a step of training computes it: the result and the gradients of the images and of the weight, of
/// values uniform in [-1, 1].
record ConvolutionCase(Window window, int groups, Shape images, int units) {
    static final String FORWARD = "forward";
    static final String OF_IMAGES = "gradient of images";
    static final String OF_WEIGHT = "gradient of weight";
    static final List<String> RESULTS = List.of(FORWARD, OF_IMAGES, OF_WEIGHT);

    private static final String IMAGES = "images";
    private static final String WEIGHT = "weight";
    private static final String STEPS = "steps";

    /// Square, with the same padding on all sides.
    static ConvolutionCase of(int kernel, int stride, int padding, Shape images, int units) {
        WindowAxis rows = new WindowAxis(kernel, stride, 1, padding, padding, images.extent(1));
        WindowAxis columns = new WindowAxis(kernel, stride, 1, padding, padding, images.extent(2));
        return new ConvolutionCase(new Window(rows, columns), 1, images, units);
    }

    ConvolutionCase inGroups(int count) {
        return new ConvolutionCase(window, count, images, units);
    }

    Shape weight() {
        return Shape.of(window.rows().kernel(), window.columns().kernel(), images.last() / groups, units);
    }

    Shape outputs() {
        return new Convolution(window, groups).shape(List.of(images, weight()));
    }

    ConvolutionShape shape() {
        return ConvolutionShape.of(window, groups, images, outputs());
    }

    /// Products of the forward pass.
    long products() {
        return (long) outputs().size() * weight().size() / units;
    }

    /// Whether fewer multiplications are taken where the graph is not strict.
    boolean winograd() {
        return TileGrid.pays(shape());
    }

    Graph graph(boolean strict) {
        Graph graph = new Graph(strict);
        Node x = graph.input(IMAGES, images);
        Node w = graph.input(WEIGHT, weight());
        Node y = graph.add(new Convolution(window, groups), x, w);
        List<Node> gradients = Adjoints.of(y, graph.input(STEPS, y.shape()), List.of(x, w));
        graph.output(FORWARD, y);
        graph.output(OF_IMAGES, gradients.get(0));
        graph.output(OF_WEIGHT, gradients.get(1));
        return graph;
    }

    private static float[] values(String name, Shape shape) {
        RandomKey key = RandomKey.of(7).with(name);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * key.uniformFloat(i) - 1;
        }
        return values;
    }

    private void run(Graph graph, Program program) {
        graph.inputs().forEach((name, node) -> program.feed(name, values(name, node.shape())));
        program.run(0);
    }

    /// Every result by its name.
    Map<String, float[]> on(Backend backend, boolean strict) {
        Graph graph = graph(strict);
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        run(graph, program);
        Map<String, float[]> results = new LinkedHashMap<>();
        for (String name : RESULTS) {
            results.put(name, new float[graph.outputs().get(name).shape().size()]);
            program.fetch(name, results.get(name));
        }
        return results;
    }

    /// Every result by its name, in float64.
    Map<String, double[]> exact() {
        Graph graph = graph(true);
        ReferenceBackend reference = new ReferenceBackend();
        ReferenceProgram program = reference.compile(graph, reference.initialize(graph, 1), 1);
        run(graph, program);
        Map<String, double[]> results = new LinkedHashMap<>();
        RESULTS.forEach(name -> results.put(name, program.fetch(name)));
        return results;
    }

    /// @throws AssertionError where this backend's results are not those of the definition
    void check(Backend backend, boolean strict, Map<String, double[]> exact) {
        on(backend, strict).forEach((name, values) -> tolerance(name, strict).check(name, exact.get(name), values));
    }

    private Tolerance tolerance(String result, boolean strict) {
        int terms = switch (result) {
            case FORWARD -> weight().size() / units;
            case OF_IMAGES -> window.taps() * units / groups;
            default -> outputs().rows();
        };
        boolean square = window.rows().kernel() == window.columns().kernel()
                && window.rows().dense()
                && window.columns().dense();
        return !strict && square && groups == 1
                ? Tolerance.winograd(window.rows().kernel(), terms)
                : Tolerance.sumOf(terms);
    }

    @Override
    public String toString() {
        return "%s to %d in %d groups, rows %s, columns %s"
                .formatted(images, units, groups, shown(window.rows()), shown(window.columns()));
    }

    private static String shown(WindowAxis axis) {
        return "%d/%d·%d+%d+%d".formatted(axis.kernel(), axis.stride(), axis.dilation(), axis.before(), axis.after());
    }
}
