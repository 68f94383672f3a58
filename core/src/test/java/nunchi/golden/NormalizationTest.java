package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.BatchNorm;
import nunchi.layer.Fitted;
import nunchi.layer.Scope;
import nunchi.layer.Standardize;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Batch normalization beside `torch.nn.BatchNorm1d(3)` with weight (1.5, 0.5, -1) and bias (0.1, -0.2, 0.3), and
/// standardization beside scikit-learn's `StandardScaler`.
class NormalizationTest {
    private static final Shape BATCH = Shape.of(4, 3);
    private static final double[] X = {1, 2, -1, 0.5, -1, 0, 2, 3, 0.25, -1, 0, 4};
    private static final double[] UPSTREAM = {-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

    private final ReferenceBackend backend = new ReferenceBackend();
    private ReferenceWeights weights;

    @Test
    void trainingOutputIsTorchs() {
        ReferenceProgram program = step(new BatchNorm(0.9, 1e-5, true));
        assertClose(
                program.fetch("y"),
                1e-7,
                0.6196130252598184,
                0.11622713356320324,
                1.2545453033355698,
                -0.07320434175327273,
                -0.8324542671264066,
                0.7278996187366348,
                2.005247759286001,
                0.4324542671264065,
                0.596238197586901,
                -2.151656442792546,
                -0.5162271335632033,
                -1.3786831196591058);
    }

    @Test
    void gradientsAreTorchs() {
        ReferenceProgram program = step(new BatchNorm(0.9, 1e-5, true));
        assertClose(
                program.fetch("gradient 0"),
                1e-7,
                -0.5487119931694052,
                -0.13281543404364962,
                0.08558747592820208,
                -0.2327864224847197,
                -0.0664076221540642,
                0.011126505523042238,
                0.4821985462926426,
                0.0664076221540642,
                -0.12598401611300813,
                0.2992998693614822,
                0.13281543404364962,
                0.02927003466176381);
        assertClose(program.fetch("gradient 1"), 1e-7, -0.623535630311782, -0.18973628013792204, 1.2047020035200642);
        assertClose(program.fetch("gradient 2"), 1e-7, 0.2, 0.6, 1);
    }

    @Test
    void runningStatisticsAreTorchsAndServeInInference() {
        step(new BatchNorm(0.9, 1e-5, true));
        assertClose(weights.exact("runningMean"), 1e-12, 0.0625, 0.1, 0.08125);
        assertClose(weights.exact("runningVariance"), 1e-12, 1.05625, 1.2333333333333334, 1.3807291666666668);
        Graph graph = new Graph();
        graph.output("y", new BatchNorm(0.9, 1e-5, true).build(Scope.inference(graph), graph.input("x", BATCH)));
        ReferenceProgram program = backend.compile(graph, weights, 1);
        program.feed("x", X);
        program.run(1);
        assertClose(
                program.fetch("y"),
                1e-7,
                1.4682867412604175,
                0.6554243529628849,
                1.2201747211918543,
                0.7385338125881948,
                -0.6952456780311439,
                0.3691460773149948,
                2.9277925986048627,
                1.1056476966275612,
                0.15638891634577998,
                -1.450724973428473,
                -0.24502233436646764,
                -3.034968498192443);
    }

    /// `0.01*x.mean(0)` and `0.99 + 0.01*x.var(0)` in NumPy.
    @Test
    void runningStatisticsAreKerasByDefault() {
        step(new BatchNorm());
        assertClose(weights.exact("runningMean"), 1e-12, 0.00625, 0.01, 0.008125);
        assertClose(weights.exact("runningVariance"), 1e-12, 1.00171875, 1.015, 1.0260546875);
    }

    @Test
    void aBatchOfOneIsRefused() {
        Graph graph = new Graph();
        assertThatThrownBy(() -> Scope.training(graph)
                        .child("1.batchNorm", scope -> new BatchNorm().build(scope, graph.input("x", Shape.of(1, 3)))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at 1.batchNorm: batch normalization needs more than one row");
    }

    /// `StandardScaler().fit(a)`: `mean_`, `scale_` and `transform(a)`; the constant column has scale 1.
    @Test
    void standardizingIsScikits() {
        float[] rows = {1, 2, 0.5f, 1, 4, -1, 1, 9, 0.25f, 1, -3, 2};
        Fitted.Fitting fitting = new Standardize().fitting(Shape.of(3));
        for (int row = 0; row < 4; row++) {
            fitting.accept(rows, 3 * row);
        }
        assertThat(fitting.statistics().get("mean").values()).containsExactly(1, 3, 0.4375f);
        assertThat(fitting.statistics().get("deviation").values())
                .containsExactly(1, 4.301162633521313f, 1.0661701318269987f);
        Graph graph = new Graph();
        graph.output("y", new Standardize().build(Scope.inference(graph), graph.input("x", Shape.of(4, 3))));
        ReferenceWeights fitted = backend.initialize(graph, 1);
        fitting.statistics().forEach(fitted::set);
        ReferenceProgram program = backend.compile(graph, fitted, 1);
        program.feed("x", rows);
        program.run(0);
        assertClose(
                program.fetch("y"),
                1e-7,
                0,
                -0.23249527748763857,
                0.05862103817605492,
                0,
                0.23249527748763857,
                -1.3482838780492632,
                0,
                1.3949716649258315,
                -0.17586311452816478,
                0,
                -1.3949716649258315,
                1.465525954401373);
    }

    private ReferenceProgram step(BatchNorm layer) {
        Graph graph = new Graph();
        Node x = graph.input("x", BATCH);
        Node y = layer.build(Scope.training(graph), x);
        graph.output("y", y);
        List<Node> gradients = Adjoints.of(
                y,
                graph.input("upstream", BATCH),
                List.of(x, graph.weights().get("gamma"), graph.weights().get("beta")));
        for (int i = 0; i < 3; i++) {
            graph.output("gradient " + i, gradients.get(i));
        }
        weights = backend.initialize(graph, 1);
        weights.set("gamma", new Tensor(Shape.of(3), new float[] {1.5f, 0.5f, -1}));
        weights.set("beta", new Tensor(Shape.of(3), new float[] {0.1f, -0.2f, 0.3f}));
        ReferenceProgram program = backend.compile(graph, weights, 1);
        program.feed("x", X);
        program.feed("upstream", UPSTREAM);
        program.run(0);
        return program;
    }
}
