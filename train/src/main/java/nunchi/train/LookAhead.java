package nunchi.train;

import java.util.Arrays;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.tensor.Shape;

/// Whether a model that is to predict the next token sees tokens that come later: it would copy them.
///
/// It is measured, so that it holds of any layer: of two texts that differ in the last token alone, the untrained model
/// must say the same at every step before it, bit by bit.
final class LookAhead {
    private static final float[] LAST = {2, 3};

    private LookAhead() {}

    /// @param example the shape `[steps]` of an example
    /// @throws nunchi.check.InvalidRequestException when it does
    static void refuse(Experiment experiment, Shape example) {
        Graph graph = new Graph();
        graph.output(
                Network.OUTPUT,
                experiment.layers().build(Scope.inference(graph), graph.input(Network.EXAMPLES, example.batch(2))));
        try (Backend backend = Backends.fastest(1)) {
            Program program = backend.compile(graph, backend.initialize(graph, experiment.seed()), 0);
            program.feed(Network.EXAMPLES, examples(example.size()));
            program.run(0);
            float[] outputs = new float
                    [Objects.requireNonNull(graph.outputs().get(Network.OUTPUT))
                            .shape()
                            .size()];
            program.fetch(Network.OUTPUT, outputs);
            int half = outputs.length / 2;
            int before = half - half / example.size();
            Check.require(
                    Arrays.equals(outputs, 0, before, outputs, half, half + before),
                    "the model sees tokens that come after the one it is to predict the next of, and would copy them; give attention and transformerBlock causal: true, and take no bidirectional and no reversed layer");
        }
    }

    private static float[] examples(int steps) {
        float[] examples = new float[2 * steps];
        Arrays.fill(examples, 2);
        examples[steps - 1] = LAST[0];
        examples[2 * steps - 1] = LAST[1];
        return examples;
    }
}
