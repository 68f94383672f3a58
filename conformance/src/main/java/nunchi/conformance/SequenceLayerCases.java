package nunchi.conformance;

import java.util.stream.Stream;
import nunchi.activation.Tanh;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MeanOverTime;
import nunchi.layer.OneHot;
import nunchi.layer.Sequential;
import nunchi.tensor.Shape;

/// Layers of sequences `[batch, steps, features]`: with all steps, and with those of tokens, some of which are padding.
final class SequenceLayerCases {
    private static final int TOKENS = 4;

    private SequenceLayerCases() {}

    static Stream<LayerCase> all() {
        return Stream.concat(
                Stream.of(new MeanOverTime(), new MaxOverTime(), new LastStep()).flatMap(SequenceLayerCases::reduced),
                Stream.of(
                        tokens(new Embedding(3, TOKENS), Shape.of(2, 5), Shape.of(2, 5, 3), 12),
                        tokens(new Embedding(17, TOKENS), Shape.of(1, 1), Shape.of(1, 1, 17), 68),
                        tokens(new OneHot(TOKENS), Shape.of(2, 5), Shape.of(2, 5, 4), 0)));
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
