package nunchi.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.activation.Tanh;
import nunchi.layer.Bidirectional;
import nunchi.layer.CrossAttention;
import nunchi.layer.CrossAttention.Score;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Gru;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.Logits;
import nunchi.layer.Lstm;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MeanOverTime;
import nunchi.layer.OneHot;
import nunchi.layer.RecurrentAttention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.RepeatVector;
import nunchi.layer.Sequential;
import nunchi.tensor.Shape;

/// Layers of sequences `[batch, steps, features]`: with all steps, and with those of tokens, some of which are padding.
final class SequenceLayerCases {
    private static final int TOKENS = 4;

    private SequenceLayerCases() {}

    static Stream<LayerCase> all() {
        return Stream.concat(
                Stream.concat(
                        Stream.of(new MeanOverTime(), new MaxOverTime(), new LastStep())
                                .flatMap(SequenceLayerCases::reduced),
                        translators()),
                Stream.of(
                        tokens(new Embedding(3, TOKENS), Shape.of(2, 5), Shape.of(2, 5, 3), 12),
                        tokens(new Embedding(17, TOKENS), Shape.of(1, 1), Shape.of(1, 1, 17), 68),
                        tokens(new OneHot(TOKENS), Shape.of(2, 5), Shape.of(2, 5, 4), 0),
                        new LayerCase(new RepeatVector(3), Shape.of(2, 5), Shape.of(2, 3, 5), 0, 0),
                        new LayerCase(new Logits(4), Shape.of(2, 3, 5), Shape.of(2, 3, 4), 24, 0),
                        tokens(
                                new Sequential(
                                        new Embedding(5, TOKENS),
                                        new Gru(5, Output.SEQUENCE),
                                        new Logits(TOKENS, true)),
                                Shape.of(6, 4),
                                Shape.of(6, 4, 4),
                                200)));
    }

    private static Stream<LayerCase> translators() {
        Layer sequence = new Gru(5, Output.SEQUENCE);
        return Stream.of(
                translator(new Lstm(5), new Lstm(5, Output.SEQUENCE), List.of(), 408),
                translator(sequence, sequence, List.of(new CrossAttention(3)), 373),
                translator(sequence, sequence, List.of(new CrossAttention(3, Score.GENERAL)), 398),
                translator(sequence, sequence, List.of(new CrossAttention(3, Score.ADDITIVE)), 406),
                translator(sequence, new RecurrentAttention(sequence), List.of(), 478),
                translator(
                        new Lstm(4, Output.SEQUENCE),
                        new RecurrentAttention(new Lstm(4, Output.SEQUENCE), Score.GENERAL),
                        List.of(),
                        380),
                translator(
                        new Bidirectional(sequence),
                        new Gru(10, Output.SEQUENCE),
                        List.of(new CrossAttention(3)),
                        853));
    }

    /// Vectors of 3 values for each of 4 tokens on either side.
    private static LayerCase translator(Layer encoder, Layer decoder, List<Layer> attention, int trainable) {
        List<Layer> after = Stream.<Stream<? extends Layer>>of(
                        Stream.of(new Embedding(3, TOKENS), decoder), attention.stream(), Stream.of(new Logits(TOKENS)))
                .<Layer>flatMap(layers -> layers)
                .toList();
        EncoderDecoder both = new EncoderDecoder(List.of(new Embedding(3, TOKENS), encoder), after, 3);
        return tokens(both, Shape.of(6, 5), Shape.of(6, 3, 4), trainable);
    }

    /// The models of which `torch.txt` has a step: five tokens in, four out.
    static Map<String, Layer> translatorsWithFeedback() {
        Layer gru = new Gru(3, Output.SEQUENCE);
        return Map.of(
                "a step of an encoder-decoder with feedback, gru, additive",
                feedback(gru, new RecurrentAttention(gru, Score.ADDITIVE, 4)),
                "a step of an encoder-decoder with feedback, lstm, general",
                feedback(
                        new Lstm(3, Output.SEQUENCE),
                        new RecurrentAttention(new Lstm(3, Output.SEQUENCE), Score.GENERAL)),
                "a step of an encoder-decoder with feedback, gru, dot",
                feedback(gru, new RecurrentAttention(gru, Score.DOT)));
    }

    private static Layer feedback(Layer encoder, Layer decoder) {
        return new Sequential(new EncoderDecoder(
                List.of(new Embedding(2, 5), encoder), List.of(new Embedding(2, 4), decoder, new Dense(4)), 3));
    }

    private static Stream<LayerCase> reduced(Layer layer) {
        return Stream.of(
                new LayerCase(layer, Shape.of(2, 5, 3), Shape.of(2, 3), 0, 0),
                new LayerCase(layer, Shape.of(1, 1, 17), Shape.of(1, 17), 0, 0),
                tokens(new Sequential(new Embedding(3, TOKENS), layer), Shape.of(6, 4), Shape.of(6, 3), 12),
                tokens(
                        new Sequential(new Embedding(3, TOKENS), new Dense(2, new Tanh()), layer),
                        Shape.of(3, 7),
                        Shape.of(3, 2),
                        20));
    }

    private static LayerCase tokens(Layer layer, Shape input, Shape output, int trainable) {
        return new LayerCase(layer, input, output, trainable, 0, Values.classes(TOKENS));
    }
}
