package nunchi.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.backend.Program;
import nunchi.inference.BeamSearch.Hypothesis;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.DecodeSettings;
import nunchi.token.TargetEncoding;

/// Predicts texts by a search over several beginnings at once, each of which is a row of the program. As many texts are
/// searched for at a time as the batch has room for.
final class BeamDecoder implements TextDecoder {
    private final Program program;
    private final Steps steps;
    private final DecodeSettings settings;
    private final OutputKind kind;
    private final float[] outputs;
    private final float[] targets;
    private final float[] begun;

    BeamDecoder(Program program, Steps steps, DecodeSettings settings, OutputKind kind) {
        this.program = program;
        this.steps = steps;
        this.settings = settings;
        this.kind = kind;
        this.targets = new float[steps.batch() * steps.steps()];
        this.begun = new float[targets.length];
        this.outputs = new float[targets.length * steps.tokens()];
    }

    @Override
    public int maxLength() {
        return steps.most();
    }

    @Override
    public float[] run(float[] examples, int rows) {
        Arrays.fill(targets, TargetEncoding.END);
        int together = steps.batch() / settings.beam();
        for (int first = 0; first < rows; first += together) {
            List<BeamSearch> searches = searched(examples, first, Math.min(together, rows - first));
            for (int i = 0; i < searches.size(); i++) {
                write(searches.get(i).best().tokens(), targets, first + i);
            }
        }
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets);
        program.run(0);
        return targets;
    }

    private void write(int[] tokens, float[] into, int row) {
        for (int step = 0; step < tokens.length; step++) {
            into[row * steps.steps() + step] = tokens[step];
        }
    }

    /// The rows from i · beam on are those of text i.
    private List<BeamSearch> searched(float[] examples, int first, int count) {
        List<BeamSearch> searches = new ArrayList<>();
        int size = examples.length / steps.batch();
        float[] spread = new float[examples.length];
        for (int row = 0; row < count * settings.beam(); row++) {
            System.arraycopy(examples, (first + row / settings.beam()) * size, spread, row * size, size);
        }
        for (int i = 0; i < count; i++) {
            searches.add(new BeamSearch(settings, steps.most()));
        }
        program.feed(Network.EXAMPLES, spread);
        for (int step = 0;
                step < steps.most()
                        && searches.stream().anyMatch(each -> !each.open().isEmpty());
                step++) {
            go(searches, step);
        }
        return searches;
    }

    private void go(List<BeamSearch> searches, int step) {
        Arrays.fill(begun, TargetEncoding.END);
        for (int i = 0; i < searches.size(); i++) {
            List<Hypothesis> open = searches.get(i).open();
            for (int k = 0; k < open.size(); k++) {
                write(open.get(k).tokens(), begun, i * settings.beam() + k);
            }
        }
        program.feed(Network.TARGETS, begun);
        program.run(0);
        program.fetch(Network.OUTPUT, outputs);
        for (int i = 0; i < searches.size(); i++) {
            double[][] next = new double[searches.get(i).open().size()][];
            for (int k = 0; k < next.length; k++) {
                next[k] = logProbabilities((i * settings.beam() + k) * steps.steps() + step);
            }
            searches.get(i).step(next);
        }
    }

    /// Of the tokens at a place; what is no number is as unlikely as can be.
    private double[] logProbabilities(int place) {
        double[] values = new double[steps.tokens()];
        Arrays.setAll(values, token -> outputs[place * values.length + token]);
        double shift = 0;
        if (kind.isLogits()) {
            double largest = Arrays.stream(values).max().orElseThrow();
            shift = largest
                    + StrictMath.log(Arrays.stream(values)
                            .map(value -> StrictMath.exp(value - largest))
                            .sum());
        }
        for (int token = 0; token < values.length; token++) {
            double log = kind.isLogits() ? values[token] - shift : StrictMath.log(values[token]);
            values[token] = Double.isNaN(log) ? Double.NEGATIVE_INFINITY : log;
        }
        return values;
    }
}
