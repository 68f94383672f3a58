package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static nunchi.golden.Calculation.grid;
import static nunchi.golden.Calculation.values;

import nunchi.activation.Linear;
import nunchi.layer.Dense;
import nunchi.layer.Sequential;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The gradients of a batch of three sequences with 4, 1 and 2 steps that have a class, of `torch.nn.Linear(2, 3)` and
/// `CrossEntropyLoss(ignore_index=-1)` over all steps of the batch: PyTorch 1.13 in float64. The mean of the means of
/// the sequences is another, 1.144 in place of 1.263.
class SequenceLossTest {
    private static final double[] CLASSES = {2, 0, 1, 1, 1, -1, -1, -1, 0, 2, -1, -1};

    private static ReferenceProgram program(Reduction reduction) {
        Dense layer = new Dense(3, new Linear(), values(grid(6, 7, 23)), values(grid(3, 5, 11)), true);
        TrainingStep step = new TrainingStep(new SoftmaxCrossEntropy(0, reduction), new Sgd(0.1));
        Network network = new Network(new Sequential(layer), Shape.of(4, 2), Shape.of(4), step);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(network.observed(3), backend.initialize(network.observed(3), 1), 1);
        program.feed(Network.EXAMPLES, grid(24, 11, 29));
        program.feed(Network.TARGETS, CLASSES);
        program.run(0);
        return program;
    }

    private static double[] gradient(ReferenceProgram program, String weight) {
        return program.fetch(Network.gradient("0.dense/" + weight));
    }

    /// `reduction='mean'`.
    @Test
    void everyStepOfABatchCountsAlike() {
        ReferenceProgram program = program(Reduction.MEAN);
        assertClose(
                gradient(program, "weight"),
                1e-14,
                -0.07317771858488888,
                0.08361211178565342,
                -0.010434393200764579,
                0.11258308090447913,
                -0.1762003865890177,
                0.06361730568453855);
        assertClose(gradient(program, "bias"), 1e-14, -0.015284133187603056, -0.09812539667327261, 0.11340952986087563);
        double[] losses = program.fetch(Network.LOSS);
        assertClose((4 * losses[0] + losses[1] + 2 * losses[2]) / 7, 1e-14, 1.2627390261351188);
    }

    /// `reduction='sum'`.
    @Test
    void lossesOfAllStepsAreAddedWhereAsked() {
        ReferenceProgram program = program(Reduction.SUM);
        assertClose(
                gradient(program, "weight"),
                1e-14,
                -0.5122440300942221,
                0.5852847824995742,
                -0.07304075240535209,
                0.7880815663313541,
                -1.233402706123124,
                0.44532113979176996);
        assertClose(gradient(program, "bias"), 1e-14, -0.10698893231322143, -0.6868777767129085, 0.7938667090261295);
    }
}
