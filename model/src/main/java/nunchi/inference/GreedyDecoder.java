package nunchi.inference;

import java.util.Arrays;
import nunchi.backend.Program;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.token.TargetEncoding;

/// Predicts texts token by token: the most likely token of each step is read for the next, until each text has ended.
/// Of equally likely tokens the one with the lower number is taken.
///
/// The decoder computes all steps each time, from the tokens that are there so far. What a step gives does not depend
/// on later ones, so that the result is the same as if it were computed alone.
final class GreedyDecoder implements TextDecoder {
    private final Program program;
    private final Steps steps;
    private final float[] outputs;
    private final float[] targets;

    GreedyDecoder(Program program, Steps steps) {
        this.program = program;
        this.steps = steps;
        this.targets = new float[steps.batch() * steps.steps()];
        this.outputs = new float[targets.length * steps.tokens()];
    }

    @Override
    public int maxLength() {
        return steps.most();
    }

    @Override
    public float[] run(float[] examples, int rows) {
        program.feed(Network.EXAMPLES, examples);
        Arrays.fill(targets, TargetEncoding.END);
        boolean[] ended = new boolean[rows];
        int open = rows;
        for (int step = 0; step < steps.most() && open > 0; step++) {
            program.feed(Network.TARGETS, targets);
            program.run(0);
            program.fetch(Network.OUTPUT, outputs);
            Decision decision = new Decision(steps.tokens(), 0);
            for (int row = 0; row < rows; row++) {
                int place = row * steps.steps() + step;
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
