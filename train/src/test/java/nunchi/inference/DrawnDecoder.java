package nunchi.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.graph.Graph;
import nunchi.layer.CrossAttention;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.Logits;
import nunchi.layer.RecurrentLayer;
import nunchi.layer.TokenCounts;
import nunchi.loss.OutputKind;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// A model with a decoder, and weights drawn at random.
final class DrawnDecoder implements AutoCloseable {
    static final int READ = 4;
    static final int TOKENS = 4;
    static final int STEPS = 4;
    static final int ROWS = 7;
    static final OutputKind LOGITS = OutputKind.CLASS_LOGITS;

    private final Backend backend = Backends.fastest(1);
    final Map<String, Tensor> weights = new TreeMap<>();
    private final float[] examples = new float[ROWS * READ];
    final Network network = network();
    private Program single;

    private static Network network() {
        Layer model = new EncoderDecoder(
                        List.of(new Embedding(5), new Gru(6, RecurrentLayer.Output.SEQUENCE)),
                        List.of(
                                new Embedding(5),
                                new Gru(6, RecurrentLayer.Output.SEQUENCE),
                                new CrossAttention(6),
                                new Logits()))
                .withTokens(new TokenCounts(6, TOKENS, STEPS));
        return new Network(
                model, Shape.of(READ), Shape.of(STEPS), new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(1)));
    }

    DrawnDecoder() {
        draw(1);
    }

    /// Weights neither so small that all tokens are equally likely, nor so large that one is certain; padding is at the
    /// end of an example.
    void draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        network.prediction(1).weights().forEach((name, node) -> {
            float[] values = new float[node.shape().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (1.2 * random.nextGaussian());
            }
            weights.put(name, new Tensor(node.shape(), values));
        });
        for (int i = 0; i < examples.length; i++) {
            boolean padding = i % READ > 0 && examples[i - 1] == 0;
            examples[i] = padding ? 0 : i % READ == 0 ? 2 + random.nextInt(4) : random.nextInt(6);
        }
        single = program(network.prediction(1));
    }

    Program program(Graph graph) {
        Weights all = backend.initialize(graph, 1);
        all.names().forEach(name -> all.set(name, weights.get(name)));
        return backend.compile(graph, all, 1);
    }

    /// What a decoder predicts of all rows together.
    int[][] decoded(DecodeSettings settings, int batch) {
        Graph graph = network.prediction(batch);
        return decoded(TextDecoder.of(program(graph), graph, settings, LOGITS), batch, 0, ROWS);
    }

    int[][] decoded(TextDecoder decoder, int batch, int first, int rows) {
        float[] given = new float[batch * READ];
        System.arraycopy(examples, first * READ, given, 0, rows * READ);
        float[] tokens = decoder.run(given, rows);
        int[][] texts = new int[rows][STEPS];
        for (int i = 0; i < rows * STEPS; i++) {
            texts[i / STEPS][i % STEPS] = (int) tokens[i];
        }
        return texts;
    }

    /// `ln p` of each token after some, by the probabilities that the model gives.
    double[] next(int row, List<Integer> before) {
        float[] targets = new float[STEPS];
        for (int i = 0; i < before.size(); i++) {
            targets[i] = before.get(i);
        }
        single.feed(Network.EXAMPLES, Arrays.copyOfRange(examples, row * READ, (row + 1) * READ));
        single.feed(Network.TARGETS, targets);
        single.run(0);
        float[] probabilities = new float[STEPS * TOKENS];
        single.fetch(Network.PREDICTION, probabilities);
        double[] next = new double[TOKENS];
        Arrays.setAll(next, token -> Math.log(probabilities[before.size() * TOKENS + token]));
        return next;
    }

    @Override
    public void close() {
        backend.close();
    }
}
