package nunchi.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.activation.Gelu;
import nunchi.activation.Relu;
import nunchi.activation.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Normal;
import nunchi.layer.Attention;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Layer;
import nunchi.layer.Logits;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Positions;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.TransformerBlock;
import nunchi.layer.TransformerBlock.Norm;
import nunchi.tensor.Shape;

/// The declared cases of layers of transformers, and those that PyTorch computes.
final class AttentionLayerCases {
    private static final int TOKENS = 4;
    private static final int UNITS = 7;
    private static final Init INIT = new GlorotUniform();
    private static final Shape INPUT = Shape.of(3, 4, 6);

    private AttentionLayerCases() {}

    static Stream<LayerCase> all() {
        return Stream.of(ofNumbers(), ofTokens()).flatMap(cases -> cases);
    }

    private static Stream<LayerCase> ofNumbers() {
        return Stream.of(
                same(new Attention(2), 168),
                same(new Attention(3, 4, true, 0, new Normal(0, 0.5), false), 288),
                same(new Residual(new Attention(1, 5, true, 0.25, INIT, true)), 141),
                same(new Positions(Positions.Kind.LEARNED), 24),
                same(new Positions(Positions.Kind.LEARNED, 5), 30),
                new LayerCase(new Positions(Positions.Kind.SINUSOIDAL), INPUT, INPUT, 0, 24),
                same(new TransformerBlock(2, UNITS), 289),
                same(block(0.2, Norm.AFTER, true), 289),
                new LayerCase(new Attention(2), Shape.of(1, 1, 2), Shape.of(1, 1, 2), 24, 0),
                new LayerCase(new Attention(2), Shape.of(1, 19, 6), Shape.of(1, 19, 6), 168, 0));
    }

    private static Stream<LayerCase> ofTokens() {
        return Stream.of(
                tokens(new Attention(2, true), Shape.of(6, 4), 96),
                paddingAlone(new Attention(2), 96),
                paddingAlone(new TransformerBlock(2, 5, 0, Norm.AFTER, true), 161),
                tokens(new TransformerBlock(2, 5), Shape.of(6, 4), 161),
                tokens(
                        new Sequential(
                                new Positions(Positions.Kind.SINUSOIDAL), new TransformerBlock(4, 5, 0, Norm.AFTER)),
                        Shape.of(3, 7),
                        161,
                        28),
                translator(Norm.BEFORE, 0),
                translator(Norm.AFTER, 0.2));
    }

    private static Layer block(double dropout, Norm norm, boolean causal) {
        return new TransformerBlock(2, UNITS, dropout, norm, causal, new Tanh(), INIT, 1e-3);
    }

    /// An encoder of four features, and a decoder of six.
    private static LayerCase translator(Norm norm, double dropout) {
        Layer model = new EncoderDecoder(
                List.of(new Embedding(4, TOKENS), new TransformerBlock(2, 5, dropout, norm)),
                List.of(new Embedding(6, TOKENS), new TransformerBlock(3, 5, dropout, norm), new Logits(TOKENS)),
                3);
        return new LayerCase(model, Shape.of(6, 5), Shape.of(6, 3, 4), 632, 0, Values.classes(TOKENS));
    }

    private static LayerCase same(Layer layer, int trainable) {
        return new LayerCase(layer, INPUT, INPUT, trainable, 0);
    }

    private static LayerCase tokens(Layer layer, Shape input, int parameters) {
        return tokens(layer, input, parameters, 0);
    }

    /// Behind an embedding of four features, with the mean of the steps that are there.
    private static LayerCase tokens(Layer layer, Shape input, int parameters, int fixed) {
        return new LayerCase(
                new Sequential(new Embedding(4, TOKENS), layer, new MeanOverTime()),
                input,
                Shape.of(input.extent(0), 4),
                parameters,
                fixed,
                Values.classes(TOKENS));
    }

    /// The first sequence and the third are nothing but padding.
    private static LayerCase paddingAlone(Layer layer, int parameters) {
        return new LayerCase(
                new Sequential(new Embedding(4, TOKENS), layer),
                Shape.of(4, 4),
                Shape.of(4, 4, 4),
                parameters,
                0,
                Values.listed(0, 0, 0, 0, 3, 0, 1, 0));
    }

    /// The layers whose numbers `torch.txt` has.
    static void addGolden(Map<String, Layer> layers) {
        layers.put("attention, 2 heads", new Attention(2));
        layers.put("attention, 3 heads, lengths", new Attention(3));
        layers.put("attention, 2 heads, causal", new Attention(2, true));
        layers.put("attention, 1 head, causal, lengths, no biases", new Attention(1, null, true, 0, INIT, false));
        layers.put("transformerBlock, norm before", torch(Norm.BEFORE));
        layers.put("transformerBlock, norm after", torch(Norm.AFTER));
        layers.put(
                "transformerBlock, norm before, gelu, causal, lengths",
                new TransformerBlock(2, UNITS, 0, Norm.BEFORE, true, new Gelu(), INIT, 1e-3));
        layers.put("transformerBlock, norm after, lengths", torch(Norm.AFTER));
        layers.put("positions, learned", new Positions(Positions.Kind.LEARNED));
        layers.put("positions, sinusoidal", new Positions(Positions.Kind.SINUSOIDAL));
    }

    /// The models of which `torch.txt` has a step: five tokens in, four out.
    static Map<String, Layer> translators() {
        return Map.of(
                "a step of a transformer, norm before", translator(6, Norm.BEFORE),
                "a step of a transformer, norm after", translator(6, Norm.AFTER),
                "a step of a transformer, norm before, narrow encoder", translator(4, Norm.BEFORE));
    }

    private static Layer translator(int features, Norm norm) {
        return new Sequential(new EncoderDecoder(
                List.of(new Embedding(features, 5), torch(norm)),
                List.of(new Embedding(6, 4), torch(norm), new Dense(4)),
                3));
    }

    private static Layer torch(Norm norm) {
        return new TransformerBlock(2, UNITS, 0, norm, false, new Relu(), INIT, 1e-5);
    }
}
