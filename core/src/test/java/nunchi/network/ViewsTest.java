package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Scale;
import nunchi.layer.Scope;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {
    private static final int BATCH = 3;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;
    private static final int CHANNELS = 2;
    private static final Shape IMAGE = Shape.of(HEIGHT, WIDTH, CHANNELS);
    private static final List<Layer> LAYERS = List.of(
            new Conv2d(4, 3), new BatchNorm(), new MaxPool2d(2), new Flatten(), new Dense(7, new Relu()), new Dense(3));

    static Stream<Views> views() {
        return Stream.of(new Views(), new Views(false, 1), new Views(true, 1), new Views(true, 4));
    }

    @Test
    void imagesAreMirroredMovedAndReflectedInTheirOutermostPixel() {
        Graph graph = new Graph();
        Node image = graph.input("image", Shape.of(1, 2, 3, 1));
        graph.output("views", new Views(true, 1).of(image));
        assertThat(run(graph, "image", new float[] {1, 2, 3, 4, 5, 6}, "views"))
                .containsExactly(
                        1, 2, 3, 4, 5, 6, // the image
                        3, 2, 1, 6, 5, 4, // its mirror image
                        5, 6, 5, 2, 3, 2, // moved up and left
                        5, 6, 5, 2, 3, 2, // its mirror image
                        5, 4, 5, 2, 1, 2, // moved down and right
                        5, 4, 5, 2, 1, 2); // its mirror image
    }

    @ParameterizedTest
    @MethodSource("views")
    void theOutputIsTheMeanOfTheOutputsOfTheViewsOneByOne(Views views) {
        float[] images = images();
        float[] outputs = run(network(views).prediction(BATCH), Network.EXAMPLES, images, Network.OUTPUT);
        double[] expected = new double[outputs.length];
        List<float[]> seen = byHand(images, views);
        int still = views.mirror() ? 2 : 1;
        for (int view = 0; view < seen.size(); view++) {
            float[] each = run(network(null).prediction(BATCH), Network.EXAMPLES, seen.get(view), Network.OUTPUT);
            double share = views.shift() == 0 ? 1.0 / still : 0.5 / (view < still ? still : seen.size() - still);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += share * each[i];
            }
        }
        assertThat(seen).hasSize(views.count());
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) outputs[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    /// As airbench: padded by reflection, cut out at the first place and the last, and mirrored.
    private static List<float[]> byHand(float[] images, Views views) {
        List<float[]> unmirrored = new ArrayList<>(List.of(images));
        if (views.shift() > 0) {
            unmirrored.add(cut(images, views.shift(), 2 * views.shift()));
            unmirrored.add(cut(images, views.shift(), 0));
        }
        List<float[]> all = new ArrayList<>();
        for (float[] view : unmirrored) {
            all.add(view);
            if (views.mirror()) {
                all.add(mirrored(view));
            }
        }
        return all;
    }

    private static float[] mirrored(float[] images) {
        float[] mirrored = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int column = i / CHANNELS % WIDTH;
            mirrored[i] = images[i + (WIDTH - 1 - 2 * column) * CHANNELS];
        }
        return mirrored;
    }

    private static float[] cut(float[] images, int padding, int start) {
        float[] cut = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int channel = i % CHANNELS;
            int column = reflected(i / CHANNELS % WIDTH + start - padding, WIDTH);
            int row = reflected(i / CHANNELS / WIDTH % HEIGHT + start - padding, HEIGHT);
            int image = i / IMAGE.size();
            cut[i] = images[((image * HEIGHT + row) * WIDTH + column) * CHANNELS + channel];
        }
        return cut;
    }

    private static int reflected(int place, int extent) {
        return place < 0 ? -place : place >= extent ? 2 * (extent - 1) - place : place;
    }

    @Test
    void trainingIsAsWithoutViews() {
        Network with = network(new Views(true, 1));
        Network without = network(null);
        assertThat(written(with.training(BATCH, 1))).isEqualTo(written(without.training(BATCH, 1)));
        assertThat(written(with.observed(BATCH))).isEqualTo(written(without.observed(BATCH)));
        assertThat(written(with.inference(BATCH))).isNotEqualTo(written(without.inference(BATCH)));
    }

    private static List<List<Object>> written(Graph graph) {
        return graph.nodes().stream()
                .map(node -> List.<Object>of(
                        node.path(),
                        node.op().name(),
                        node.shape(),
                        node.inputs().stream().map(Node::index).toList()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("views")
    void hiddenValuesAndWhatLayersGiveAreOfTheImageItself(Views views) {
        assertThat(run(network(views).predictionWithHidden(BATCH), Network.EXAMPLES, images(), Network.HIDDEN))
                .isEqualTo(run(network(null).predictionWithHidden(BATCH), Network.EXAMPLES, images(), Network.HIDDEN));
        assertThat(shapesSeen(layers(views))).isEqualTo(shapesSeen(layers(null)));
    }

    private static SequencedMap<String, Shape> shapesSeen(Preprocessed layers) {
        Graph graph = new Graph();
        SequencedMap<String, Shape> seen = new LinkedHashMap<>();
        layers.build(
                Scope.inference(graph),
                graph.input(Network.EXAMPLES, IMAGE.batch(BATCH)),
                (path, node) -> seen.put(path, node.shape()));
        return seen;
    }

    @Test
    void weightsHaveTheSameNamesAndShapes() {
        assertThat(shapes(network(new Views(true, 1)).inference(BATCH)))
                .isEqualTo(shapes(network(null).inference(BATCH)));
    }

    private static Map<String, Shape> shapes(Graph graph) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        graph.weights().forEach((name, weight) -> shapes.put(name, weight.shape()));
        return shapes;
    }

    @Test
    void examplesThatAreNoImagesAreRefused() {
        Preprocessed dense = new Preprocessed(List.of(), List.of(new Dense(2)), new Views());
        assertThatThrownBy(() -> new Network(dense, Shape.of(4), Shape.SCALAR, step()).inference(1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "at views: views mirrors and moves images [height, width, channels], but an example is [4]; leave views out");
    }

    @Test
    void imagesAreNotMovedByTheirWholeHeight() {
        assertThatThrownBy(() -> network(new Views(true, 5)).inference(1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("moves images by 5 pixels, but they have 5 x 6");
        assertThatThrownBy(() -> new Views(true, -1)).hasMessageContaining("shift");
        assertThatThrownBy(() -> new Views(false, 0)).hasMessageContaining("neither mirror nor shift");
    }

    private static TrainingStep step() {
        return new TrainingStep(new SoftmaxCrossEntropy(), new Adam());
    }

    private static Preprocessed layers(Views views) {
        return new Preprocessed(List.of(new Scale(2)), LAYERS, views);
    }

    private static Network network(Views views) {
        return new Network(layers(views), IMAGE, Shape.SCALAR, step());
    }

    private static float[] images() {
        float[] images = new float[BATCH * IMAGE.size()];
        RandomKey key = RandomKey.of(1);
        for (int i = 0; i < images.length; i++) {
            images[i] = key.uniformFloat(i);
        }
        return images;
    }

    private static float[] run(Graph graph, String input, float[] values, String output) {
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 1), 0);
        program.feed(input, values);
        program.run(0);
        float[] result = new float[graph.outputs().get(output).shape().size()];
        program.fetch(output, result);
        return result;
    }
}
