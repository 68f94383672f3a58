package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.optimizer.Adagrad;
import nunchi.optimizer.Adam;
import nunchi.optimizer.AdamW;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Lookahead;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.optimizer.Slot;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceWeights;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Exponential;
import nunchi.schedule.PiecewiseLinear;
import nunchi.schedule.Schedule;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Five steps from w = (1, -0.5, 0.25, 0) with the gradient a + w², a = (0.5, -1, 0.02, -0.3). A falling rate is halved
/// after each step (`ExponentialLR(o, 0.5)`).
///
/// PyTorch's numbers are `torch.optim` 1.13 in float64; Keras' are its published formulas written out in NumPy, as in
/// `v = 0.9*v + 0.1*g*g; w -= lr*g/np.sqrt(v + 1e-7)`.
class OptimizersTest {
    private static final double[] START = {1, -0.5, 0.25, 0};
    private static final double[] OFFSET = {0.5, -1, 0.02, -0.3};
    private static final Schedule FALLING = new Exponential(0.1, 0.5);

    /// `SGD(p, 0.1)`.
    @Test
    void plainDescentIsTorchs() {
        holds(new Sgd(0.1), 0.4570489705537689, -0.06392820194707405, 0.21249768092974364, 0.14733900379574133);
    }

    /// `SGD(p, 0.1, momentum=0.9)`; with a fixed rate the conventions agree.
    @Test
    void momentumIsTorchs() {
        double[] expected = {-0.4253247330177939, 0.6223689563874621, 0.152824532638431, 0.37951554032189494};
        holds(new Sgd(0.1, 0.9), expected);
        holds(new Sgd(new ConstantRate(0.1), 0.9, false, 0, Convention.PYTORCH), expected);
    }

    /// `SGD(p, 0.1, momentum=0.9, nesterov=True)`.
    @Test
    void nesterovIsTorchs() {
        double[] expected = {-0.587451744912061, 0.9397159974559071, 0.13424675123866828, 0.45889067752056656};
        holds(new Sgd(new ConstantRate(0.1), 0.9, true, 0, Convention.KERAS), expected);
        holds(new Sgd(new ConstantRate(0.1), 0.9, true, 0, Convention.PYTORCH), expected);
    }

    @Test
    void momentumAtAFallingRateIsTorchs() {
        holds(
                new Sgd(FALLING, 0.9, false, 0, Convention.PYTORCH),
                0.5618377565050757,
                -0.2360913566766652,
                0.2235931643253437,
                0.0990154832825629);
        holds(
                new Sgd(FALLING, 0.9, true, 0, Convention.PYTORCH),
                0.39980333641113047,
                -0.0943253554591382,
                0.21179620383405687,
                0.14592035496822542);
    }

    /// `m = 0.9*m - lr*g; w += m`, Nesterov `w += 0.9*m - lr*g`.
    @Test
    void momentumAtAFallingRateIsKeras() {
        holds(
                new Sgd(FALLING, 0.9, false, 0, Convention.KERAS),
                0.09234449802802513,
                0.038033403997778034,
                0.19577615678221075,
                0.2027693094644598);
        holds(
                new Sgd(FALLING, 0.9, true, 0, Convention.KERAS),
                -0.0005743928036979645,
                0.15756342837868206,
                0.1872600868254128,
                0.23850545213604055);
    }

    /// `RMSprop(p, 0.01)` and `RMSprop(p, lr, alpha=0.9, momentum=0.5)`, at a fixed and at a falling rate.
    @Test
    void rmsPropIsTorchs() {
        holds(
                new RmsProp(new ConstantRate(0.01), 0.99, 0, 1e-8, Convention.PYTORCH),
                0.7006366029088356,
                -0.1588743012367203,
                0.025133448150057514,
                0.3079055267316694);
        holds(
                new RmsProp(new ConstantRate(0.01), 0.9, 0.5, 1e-8, Convention.PYTORCH),
                0.8264595735823116,
                -0.3163249738257806,
                0.09649630213700505,
                0.17747301676153118);
        holds(
                new RmsProp(new Exponential(0.01, 0.5), 0.9, 0.5, 1e-8, Convention.PYTORCH),
                0.9333000943387489,
                -0.432157500163992,
                0.18560590982189717,
                0.06722886020465511);
    }

    /// `v = 0.9*v + 0.1*g*g; i = lr*g/np.sqrt(v + 1e-7); m = 0.5*m + i; w -= m`.
    @Test
    void rmsPropIsKeras() {
        holds(new RmsProp(0.01), 0.8960809242307457, -0.391344951822887, 0.15532527537925486, 0.10592950929179817);
        holds(
                new RmsProp(new Exponential(0.02, 0.5), 0.9, 0.5, 1e-7, Convention.KERAS),
                0.8130366032655629,
                -0.30633296719477454,
                0.0776815169768213,
                0.18962711663397894);
    }

    /// `Adagrad(p, 0.1)` and `Adagrad(p, 0.1, initial_accumulator_value=0.25)`.
    @Test
    void adagradIsTorchs() {
        holds(
                new Adagrad(new ConstantRate(0.1), 0, 1e-10, Convention.PYTORCH),
                0.7018861708755783,
                -0.1601351186912994,
                0.026098905577356665,
                0.3067199025541433);
        holds(
                new Adagrad(new ConstantRate(0.1), 0.25, 1e-10, Convention.PYTORCH),
                0.7106064011278165,
                -0.19175438740224143,
                0.1829857571690776,
                0.20708169118439385);
    }

    /// `v += g*g; w -= lr*g/np.sqrt(v + 1e-7)`, v from 0.1.
    @Test
    void adagradIsKeras() {
        holds(new Adagrad(0.1), 0.7055018472621247, -0.17424461231556243, 0.15572593449947983, 0.24972307607755667);
    }

    /// `Adam(p, 0.05)`, `Adam(p, 0.05, betas=(0.8, 0.95), eps=1e-3)`, and at a falling rate.
    @Test
    void adamIsTorchs() {
        holds(
                new Adam(new ConstantRate(0.05), 0.9, 0.999, 1e-8, Convention.PYTORCH),
                0.7519424162573913,
                -0.2491687422606153,
                0.01582981998701742,
                0.2492959485556089);
        holds(
                new Adam(new ConstantRate(0.05), 0.8, 0.95, 1e-3, Convention.PYTORCH),
                0.7530256374130238,
                -0.2488077088306741,
                0.023128889070898002,
                0.2480559766434673);
        holds(
                new Adam(new Exponential(0.05, 0.5), 0.9, 0.999, 1e-8, Convention.PYTORCH),
                0.9032987495857974,
                -0.4030321495436839,
                0.15459500774311183,
                0.09684812941586055);
    }

    /// `alpha = lr*np.sqrt(1 - 0.999**t)/(1 - 0.9**t); w -= m*alpha/(np.sqrt(v) + eps)`.
    @Test
    void adamIsKeras() {
        holds(new Adam(0.05), 0.7519427672482476, -0.2491693931229067, 0.015836284895638028, 0.2492942439759018);
        holds(
                new Adam(new Exponential(0.05, 0.5), 0.9, 0.999, 1e-2, Convention.KERAS),
                0.9176044390230154,
                -0.4274313747206393,
                0.226244196968512,
                0.05262275723351444);
    }

    /// `AdamW(p, 0.05, weight_decay=0.1)`.
    @Test
    void adamWIsTorchs() {
        holds(
                new AdamW(new ConstantRate(0.05), 0.1, 0.9, 0.999, 1e-8, Convention.PYTORCH),
                0.7299041146502466,
                -0.23926746314523567,
                0.012495097375008528,
                0.2468202568442881);
    }

    /// Adam's formula after `w -= lr*0.004*w`.
    @Test
    void adamWIsKeras() {
        holds(new AdamW(0.05), 0.7510520812943507, -0.24876901574916338, 0.015701134258223004, 0.24919474225489213);
    }

    /// `v = 0.9*v - 0.1*g; w = w + v`, and after steps 2 and 4 `slow += 0.25*(w - slow); w = slow`, in NumPy.
    @Test
    void lookaheadDrawsTheWeightsBack() {
        holds(
                new Lookahead(new Sgd(0.1, 0.9), 2, 0.25),
                0.24231537851488288,
                0.030954623604573295,
                0.20085838399276193,
                0.18885971492740822);
    }

    /// The same with `numpy.interp(step, [0, 4], [1, 0.2])` in place of 0.25.
    @Test
    void theFractionOfLookaheadMayChange() {
        holds(
                new Lookahead(new Sgd(0.1, 0.9), 2, new PiecewiseLinear(List.of(0.0, 4.0), List.of(1.0, 0.2))),
                0.01409910023642924,
                0.25916041127887496,
                0.18322005946233855,
                0.26033163850844104);
    }

    @Test
    void settingsOutOfRangeAreRefusedAtOnce() {
        assertThatThrownBy(() -> new Lookahead(new Sgd(0.1), 2, 1.5))
                .hasMessage("alpha is 1.5; it must be above 0 and at most 1");
        Schedule rising = new PiecewiseLinear(List.of(0.0, 4.0), List.of(0.5, 1.5));
        assertThatThrownBy(() -> holds(new Lookahead(new Sgd(0.1), 2, rising)))
                .hasMessage("alpha is 1.25; it must be above 0 and at most 1");
        assertThatThrownBy(() -> new AdamW(new ConstantRate(0.1), 0, 1, 0.999, 1e-8, Convention.PYTORCH))
                .hasMessage("beta1 is 1.0; it must be at least 0 and below 1");
        assertThatThrownBy(() -> new Adam(new ConstantRate(0.1), 0.9, 0.999, 0, Convention.PYTORCH))
                .hasMessageContaining("epsilon is 0.0");
        assertThatThrownBy(() -> new Sgd(new ConstantRate(0.1), 0, true, 0, Convention.KERAS))
                .hasMessage("nesterov needs a momentum above 0");
        assertThatThrownBy(() -> new RmsProp(new ConstantRate(0.1), 0.9, -0.5, 1e-8, Convention.KERAS))
                .hasMessageContaining("momentum is -0.5");
    }

    private static void holds(Optimizer optimizer, double... expected) {
        Graph graph = new Graph();
        Node weight = graph.weight(new Weight("w", Shape.of(4), Calculation.values(START), Role.KERNEL));
        Node gradient = graph.input("offset", Shape.of(4)).plus(weight.square());
        graph.update(weight, optimizer.step(new Slot(graph, optimizer.learningRate(), 1).of(weight), weight, gradient));
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(graph, 1);
        var program = backend.compile(graph, weights, 1);
        program.feed("offset", OFFSET);
        for (int step = 0; step < 5; step++) {
            program.run(step);
        }
        assertClose(weights.exact("w"), 1e-9, expected);
    }
}
