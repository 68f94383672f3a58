package nunchi.inference;

import java.util.Objects;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Shape;

/// Predicts texts token by token, by the program of a graph of predictions with a decoder.
public interface TextDecoder {
    /// Predicts the texts of the first rows. Afterwards the program holds what it gives at each step of them.
    ///
    /// @param examples `[batch, …]`
    /// @return `[batch, steps]`: the numbers of the tokens, 0 from the end on; overwritten by the next call
    float[] run(float[] examples, int rows);

    /// The most tokens of a text, its end included.
    int maxLength();

    /// Whether the predictions of a graph are made token by token.
    static boolean decodes(Graph graph) {
        return graph.inputs().containsKey(Network.TARGETS);
    }

    /// The batch that the graph must have at least, for as many rows.
    static int batch(int rows, DecodeSettings settings) {
        return Math.max(rows, settings.beam());
    }

    /// @param program of the graph
    /// @param graph   of predictions, of a model with a decoder
    /// @param kind    of the model's outputs
    /// @throws nunchi.check.InvalidRequestException where texts would be longer than the decoder's, and where a beam
    ///                                              lacks probabilities
    static TextDecoder of(Program program, Graph graph, DecodeSettings settings, OutputKind kind) {
        require(graph, settings, kind);
        Steps steps = Steps.of(graph, settings);
        return settings.beam() == 1
                ? new GreedyDecoder(program, steps)
                : new BeamDecoder(program, steps, settings, kind);
    }

    /// Whether texts can be made so.
    ///
    /// @param graph of a model with a decoder
    /// @throws nunchi.check.InvalidRequestException where they would be longer than those of the decoder, and where a
    ///                                              beam lacks probabilities
    static void require(Graph graph, DecodeSettings settings, OutputKind kind) {
        Check.require(
                settings.beam() == 1 || kind.isProbability(),
                "a beam multiplies probabilities, but the outputs of this model (%s) are none; leave decode.beam out"
                        .formatted(kind));
        int steps = Steps.given(graph).extent(1);
        Integer most = settings.maxLength();
        Check.require(
                most == null || most <= steps,
                "decode.maxLength is %d, but the model's target texts have %d tokens; give at most as many, or leave it out"
                        .formatted(most, steps));
    }

    /// What a program takes and gives.
    ///
    /// @param batch  number of rows
    /// @param steps  of a target text
    /// @param most   tokens that are predicted of a text
    /// @param tokens number of classes
    record Steps(int batch, int steps, int most, int tokens) {
        static Steps of(Graph graph, DecodeSettings settings) {
            Shape given = given(graph);
            int outputs = Objects.requireNonNull(graph.outputs().get(Network.OUTPUT))
                    .shape()
                    .size();
            int most = settings.maxLength() == null ? given.extent(1) : settings.maxLength();
            return new Steps(given.extent(0), given.extent(1), most, outputs / given.size());
        }

        /// `[batch, steps]`.
        private static Shape given(Graph graph) {
            return Objects.requireNonNull(graph.inputs().get(Network.TARGETS)).shape();
        }
    }
}
