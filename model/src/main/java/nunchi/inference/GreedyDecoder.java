package nunchi.inference;

import java.util.Arrays;
import java.util.Objects;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;

/// Predicts texts token by token: the most likely token of each step is read for the next, until each text has ended.
/// Of equally likely tokens the one with the lower number is taken.
///
/// The decoder computes all steps each time, from the tokens that are there so far. What a step gives does not depend
/// on later ones, so that the result is the same as if it were computed alone.
public final class GreedyDecoder {
    private final Program program;
    private final int batch;
    private final int steps;
    private final float[] outputs;
    private final float[] targets;

    /// @param program of the graph
    /// @param graph   of predictions, of a model with a decoder
    public GreedyDecoder(Program program, Graph graph) {
        this.program = program;
        Shape given =
                Objects.requireNonNull(graph.inputs().get(Network.TARGETS)).shape();
        this.batch = given.extent(0);
        this.steps = given.size() / batch;
        this.outputs = new float
                [Objects.requireNonNull(graph.outputs().get(Network.OUTPUT))
                        .shape()
                        .size()];
        this.targets = new float[given.size()];
    }

    /// Whether the predictions of a graph are made token by token.
    public static boolean decodes(Graph graph) {
        return graph.inputs().containsKey(Network.TARGETS);
    }

    /// Runs the program until the texts of the first rows have ended; the examples are fed.
    ///
    /// @return `[batch, steps]`: the numbers of the tokens, 0 from the end on
    public float[] run(int rows) {
        Arrays.fill(targets, TargetEncoding.END);
        boolean[] ended = new boolean[rows];
        int open = rows;
        for (int step = 0; step < steps && open > 0; step++) {
            program.feed(Network.TARGETS, targets);
            program.run(0);
            program.fetch(Network.OUTPUT, outputs);
            Decision decision = new Decision(outputs.length / targets.length, 0);
            for (int row = 0; row < rows; row++) {
                int place = row * steps + step;
                targets[place] = ended[row] ? TargetEncoding.END : decision.of(outputs, place);
                if (!ended[row] && targets[place] == TargetEncoding.END) {
                    ended[row] = true;
                    open--;
                }
            }
        }
        return targets;
    }
}
