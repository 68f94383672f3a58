package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import nunchi.graph.Graph;
import nunchi.layer.Attention;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.Logits;
import nunchi.layer.Positions;
import nunchi.layer.Scope;
import nunchi.layer.TransformerBlock;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// A transformer that reads up to six tokens and writes four.
class TransformerDecoderTest {
    private static final int STEPS = 4;
    private static final int TOKENS = 7;
    private static final Layer PLACES = new Positions(Positions.Kind.LEARNED, 6);

    private static EncoderDecoder model(Layer encoder, Layer decoder) {
        return new EncoderDecoder(
                List.of(new Embedding(6, TOKENS), PLACES, encoder),
                List.of(new Embedding(6, TOKENS), PLACES, decoder, new Logits(TOKENS)),
                STEPS);
    }

    /// `[steps, tokens]`: what the model says of each step.
    private static double[] output(Layer model, double[] read, double... targets) {
        Graph graph = new Graph();
        graph.output(
                Network.OUTPUT,
                model.build(Scope.inference(graph), graph.input(Network.EXAMPLES, Shape.of(1, read.length))));
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 3), 1);
        program.feed(Network.EXAMPLES, read);
        program.feed(Network.TARGETS, targets);
        program.run(0);
        return program.fetch(Network.OUTPUT);
    }

    private static double[] block(double[] read, double... targets) {
        return output(model(new TransformerBlock(2, 5), new TransformerBlock(3, 5)), read, targets);
    }

    /// The target of a step is read by the next.
    @Test
    void aStepSeesNoTokenThatIsToCome() {
        double[] read = {2, 3, 4};
        for (Layer decoder : List.of(new TransformerBlock(3, 5), new Attention(2))) {
            Layer model = model(new TransformerBlock(2, 5), decoder);
            double[] some = output(model, read, 2, 3, 4, 5);
            double[] others = output(model, read, 2, 6, 1, 1);
            int before = 2 * TOKENS;
            assertThat(Arrays.copyOf(others, before)).isEqualTo(Arrays.copyOf(some, before));
            assertThat(Arrays.copyOfRange(others, before, some.length))
                    .isNotEqualTo(Arrays.copyOfRange(some, before, some.length));
        }
    }

    @Test
    void eachStepSeesAllThatIsReadButPadding() {
        double[] some = block(new double[] {2, 3, 4}, 2, 3, 4, 5);
        assertThat(block(new double[] {2, 3, 4, 0, 0, 0}, 2, 3, 4, 5)).isEqualTo(some);
        double[] others = block(new double[] {2, 3, 5}, 2, 3, 4, 5);
        for (int step = 0; step < STEPS; step++) {
            assertThat(Arrays.copyOfRange(others, step * TOKENS, (step + 1) * TOKENS))
                    .isNotEqualTo(Arrays.copyOfRange(some, step * TOKENS, (step + 1) * TOKENS));
        }
    }

    @Test
    void anEncoderMustGiveEachStep() {
        assertThatThrownBy(() -> output(model(new Gru(6), new TransformerBlock(2, 5)), new double[] {2, 3}, 1, 1, 1, 1))
                .hasMessageContaining("transformerBlock reads each step of the encoder")
                .hasMessageContaining("output: sequence");
    }
}
