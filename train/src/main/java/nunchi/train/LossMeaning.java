package nunchi.train;

import java.util.Arrays;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.loss.Loss;
import nunchi.loss.OutputKind;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;

/// Whether a loss's formula agrees with what it declares of its outputs. Where an output z is undecided, yes and no
/// cost the same: `L(z, 1) = L(z, 0)`. So it is at the threshold of the declared kind; a loss that is so at the other
/// threshold alone (0 in place of 0.5, or 0.5 in place of 0) declares the wrong kind, and every decision would be wrong
/// in silence. A loss that is so at neither is lopsided on purpose and taken as declared.
final class LossMeaning {
    private static final double ROUNDING = 1e-6;
    private static final float HALF = 0.5f;

    private LossMeaning() {}

    /// @param units of the model's output, each decided alone
    /// @throws nunchi.check.InvalidRequestException where another kind is meant
    static void require(Loss loss, int units) {
        OutputKind kind = loss.output();
        boolean zero = kind.threshold() == 0;
        Check.require(
                undecided(loss, units, kind.threshold()) || !undecided(loss, units, zero ? HALF : 0),
                "the loss %s says by output() that its outputs are %s, decided at %s, but by its formula yes and no cost the same at %s; declare %s"
                        .formatted(
                                loss.name(),
                                kind,
                                zero ? "0" : "0.5",
                                zero ? "0.5" : "0",
                                zero
                                        ? "LABEL_PROBABILITIES, or VALUES for estimates of the targets"
                                        : "LABEL_SCORES for margins, or LABEL_LOGITS"));
    }

    private static boolean undecided(Loss loss, int units, float output) {
        Graph graph = new Graph();
        Node outputs = graph.input("outputs", Shape.of(2, units));
        Node losses =
                loss.perExample(outputs, loss.output().fitted(graph.input("targets", Shape.of(2, units)), outputs));
        if (losses.shape().size() != 2) {
            return true;
        }
        graph.output("losses", losses);
        try (ReferenceBackend backend = new ReferenceBackend()) {
            Program program = backend.compile(graph, backend.initialize(graph, 0), 0);
            float[] values = new float[2 * units];
            float[] targets = new float[2 * units];
            Arrays.fill(values, output);
            Arrays.fill(targets, units, 2 * units, 1);
            float[] both = new float[2];
            program.feed("outputs", values);
            program.feed("targets", targets);
            program.run(0);
            program.fetch("losses", both);
            return Math.abs(both[0] - both[1]) <= ROUNDING * Math.max(1, Math.abs(both[0]));
        }
    }
}
