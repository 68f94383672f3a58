package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Adjoints;
import nunchi.graph.Node;
import nunchi.network.Clip;
import nunchi.network.ClipByNorm;
import nunchi.network.ClipByValue;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Penalties, clipping and constraints.
class BoundsTest {
    private static final double[] FIRST = {3, -4};
    private static final double[] SECOND = {1, 2, 0.5, -6};

    /// `torch.nn.utils.clip_grad_norm_(p, 2.0)`, which adds 1e-6 to the norm.
    @Test
    void clippingByGlobalNormIsTorchs() {
        clips(
                new ClipByNorm(2),
                1e-6,
                0.7371540496347149,
                -0.9828720661796199,
                0.24571801654490497,
                0.49143603308980993,
                0.12285900827245248,
                -1.4743080992694297);
    }

    /// Lengths 5 and √41.25, each brought to 2.
    @Test
    void clippingByEachNormBoundsEachTensor() {
        clips(
                new ClipByNorm(2, false),
                1e-12,
                1.2,
                -1.6,
                0.3113995776646092,
                0.6227991553292184,
                0.1556997888323046,
                -1.8683974659876552);
    }

    @Test
    void shortGradientsAreNotClipped() {
        clips(new ClipByNorm(9), 0, 3, -4, 1, 2, 0.5, -6);
    }

    /// `torch.nn.utils.clip_grad_value_(p, 2.5)`.
    @Test
    void clippingByValueIsTorchs() {
        clips(new ClipByValue(2.5), 0, 2.5, -2.5, 1, 2, 0.5, -2.5);
    }

    /// `n = np.sqrt((k**2).sum(0)); k*np.clip(n, 0, 1.5)/(1e-7 + n)`, as Keras has it.
    @Test
    void maxNormIsKeras() {
        Calculation calculation = new Calculation();
        Node kernel = calculation.input("kernel", Shape.of(3, 2), 1, 0.1, 2, -0.2, -2, 0.3);
        assertClose(
                calculation.value(new MaxNorm(1.5).apply(kernel)),
                1e-7,
                0.4999999833333339,
                0.09999997327388295,
                0.9999999666666678,
                -0.1999999465477659,
                -0.9999999666666678,
                0.29999991982164886);
    }

    /// Σw² is 14: Keras 0.1·14 with the gradient 0.2·w, PyTorch half, scikit-learn half and divided by a batch of 4.
    @Test
    void penaltiesFollowTheirConventions() {
        penalizes(L2.Convention.KERAS, 1.4, 0.2, -0.4, 0.6);
        penalizes(L2.Convention.PYTORCH, 0.7, 0.1, -0.2, 0.3);
        penalizes(L2.Convention.SCIKIT, 0.175, 0.025, -0.05, 0.075);
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new L2(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("factor is -1.0; it must be 0 or more");
        assertThatThrownBy(() -> new ClipByNorm(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("limit is 0.0");
        assertThatThrownBy(() -> new MaxNorm(-2)).isInstanceOf(InvalidRequestException.class);
    }

    private static void clips(Clip clip, double tolerance, double... expected) {
        Calculation calculation = new Calculation();
        List<Node> clipped = clip.apply(
                List.of(calculation.vector("first", FIRST), calculation.input("second", Shape.of(2, 2), SECOND)));
        double[] first = calculation.value(clipped.get(0));
        double[] second = calculation.value(clipped.get(1));
        assertClose(new double[] {first[0], first[1], second[0], second[1], second[2], second[3]}, tolerance, expected);
    }

    private static void penalizes(L2.Convention convention, double penalty, double... gradient) {
        Calculation calculation = new Calculation();
        Node kernel = calculation.vector("kernel", 1, -2, 3);
        Node term = new L2(0.1, convention).of(kernel, 4);
        assertThat(term.shape()).isEqualTo(Shape.SCALAR);
        assertClose(calculation.value(term)[0], 1e-12, penalty);
        Node slope = Adjoints.of(term, calculation.graph().constant(1), List.of(kernel))
                .getFirst();
        assertClose(calculation.value(slope), 1e-12, gradient);
    }
}
