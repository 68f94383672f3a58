package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;

import nunchi.activation.Linear;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.layer.Dense;
import nunchi.layer.Scope;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The numbers by which the study of a network from nothing but arrays checks its layers: NumPy's
/// `RandomState(0).randn`, in the order written.
class StudyDTest {

    /// `W = randn(3, 5)`, `b = randn(3)`, `x = randn(2, 5, 3)`: `np.matmul(W, x) + b[:, None]`, the bias per unit.
    private static final double[] W = {
        1.764052345967664,
        0.4001572083672233,
        0.9787379841057392,
        2.240893199201458,
        1.8675579901499675,
        -0.977277879876411,
        0.9500884175255894,
        -0.1513572082976979,
        -0.10321885179355784,
        0.41059850193837233,
        0.144043571160878,
        1.454273506962975,
        0.7610377251469934,
        0.12167501649282841,
        0.44386323274542566
    };
    private static final double[] B = {0.33367432737426683, 1.4940790731576061, -0.20515826376580087};
    private static final double[] X = {
        0.31306770165090136,
        -0.8540957393017248,
        -2.5529898158340787,
        0.6536185954403606,
        0.8644361988595057,
        -0.7421650204064419,
        2.2697546239876076,
        -1.4543656745987648,
        0.04575851730144607,
        -0.1871838500258336,
        1.5327792143584575,
        1.469358769900285,
        0.1549474256969163,
        0.37816251960217356,
        -0.8877857476301128,
        -1.980796468223927,
        -0.3479121493261526,
        0.15634896910398005,
        1.2302906807277207,
        1.2023798487844113,
        -0.3873268174079523,
        -0.30230275057533557,
        -1.0485529650670926,
        -1.4200179371789752,
        -1.7062701906250126,
        1.9507753952317897,
        -0.5096521817516535,
        -0.4380743016111864,
        -1.2527953600499262,
        0.7774903558319101
    };
    private static final double[] Y = {
        3.238901684893084,
        1.8905071348073923,
        -2.7874457220850664,
        1.548518749974433,
        3.3672487485301836,
        2.7608222533855473,
        2.5638460959201197,
        0.17646762840523517,
        -1.8326582024013434,
        -7.605818258113227,
        1.2066327642539356,
        -0.6254027998435397,
        4.640754870373684,
        2.4194064437005887,
        1.5600600001891287,
        0.6665805551692505,
        0.376618853865928,
        -1.5435161044323213
    };

    /// The study has examples in columns; ours lie in rows, so everything is transposed. Weights are rounded to
    /// float32.
    @Test
    void aDenseLayerHasItsBiasPerUnit() {
        Calculation calculation = new Calculation();
        Dense dense =
                new Dense(3, new Linear(), Calculation.values(transposed(1, 3, 5, W)), Calculation.values(B), true);
        Node y = dense.build(
                Scope.inference(calculation.graph()),
                calculation.input("x", Shape.of(2, 3, 5), transposed(2, 5, 3, X)));
        assertClose(transposed(2, 3, 3, calculation.value(y)), 1e-6, Y);
    }

    /// `dJdz_sigmoid(dJdy, y)` of `randn(3)`, `randn(3)`.
    @Test
    void theGradientThroughASigmoidIsTheStudys() {
        Calculation calculation = new Calculation();
        Node upstream = calculation.vector("dJdy", 1.764052345967664, 0.4001572083672233, 0.9787379841057392);
        Node y = calculation.vector("y", 2.240893199201458, 1.8675579901499675, -0.977277879876411);
        assertClose(
                calculation.value(new Sigmoid().gradient(y, y, upstream)),
                1e-14,
                -4.9053164660399196,
                -0.6483406539013365,
                -1.8912642793542496);
    }

    /// `dJdz_softmax(y_hat, y)` of the next `randn(3)`, `randn(3)`: what the op writes between softmax and targets.
    @Test
    void theGradientThroughSoftmaxAndCrossEntropyIsTheStudys() {
        Calculation calculation = new Calculation();
        Node logits = calculation.input("logits", Shape.of(1, 3), 0, 0, 0);
        Node losses = calculation
                .graph()
                .add(new CrossEntropy(), logits, calculation.input("targets", Shape.of(1, 3), 1, 0, 0));
        Node difference = new CrossEntropy()
                .gradient(losses, calculation.input("one", Shape.of(1, 1), 1))
                .getFirst()
                .input(0);
        Node estimate = calculation.vector("y_hat", 0.9500884175255894, -0.1513572082976979, -0.10321885179355784);
        Node truth = calculation.vector("truth", 0.41059850193837233, 0.144043571160878, 1.454273506962975);
        assertClose(
                calculation.value(calculation.graph().add(difference.op(), estimate, truth)),
                1e-14,
                0.539489915587217,
                -0.2954007794585759,
                -1.557492358756533);
    }

    private static double[] transposed(int matrices, int rows, int columns, double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int matrix = i / (rows * columns);
            int row = i / columns % rows;
            result[(matrix * columns + i % columns) * rows + row] = values[i];
        }
        if (result.length != matrices * rows * columns) {
            throw new IllegalArgumentException("the values do not fill the matrices");
        }
        return result;
    }
}
