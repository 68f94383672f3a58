package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.conformance.NarrowBackend.Fault;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Maximum;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Sum;
import nunchi.graph.op.Unary.Exp;
import nunchi.graph.op.Unary.Tanh;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The cases can fail: each fault put into an honest backend is found, and named.
class FaultsAreFoundTest {
    private static final Pattern LARGE = Pattern.compile(
            "MatMul.*(1000|67|64|130|256)|(op|gradient of) .*(Convolution|Pool|Recurrence)|layer .*(Rnn|Lstm|Gru)|unrolled|padding");

    @Test
    void aFunctionThatIsALittleOffIsFound() {
        assertThat(failures(scaling(Exp.class, 1.00001f), "op ")).anyMatch(name -> name.startsWith("op Exp"));
        assertThat(failures(scaling(Tanh.class, 1.00001f), "op ", "gradient of "))
                .anyMatch(name -> name.startsWith("op Tanh"))
                .anyMatch(name -> name.startsWith("gradient of Tanh"));
        assertThat(failures(scaling(Tanh.class, 1.001f), "training", "random graph"))
                .anyMatch(name -> name.startsWith("training"))
                .anyMatch(name -> name.startsWith("random graph"));
    }

    @Test
    void aLostRowOfAProductIsFound() {
        Fault lastValueLost = (node, step, result) -> {
            if (node.op() instanceof MatMul && result.length > 500) {
                result[result.length - 1] = 0;
            }
        };
        assertThat(failures(new NarrowBackend(lastValueLost, false), "op "))
                .anyMatch(name -> name.startsWith("op MatMul"))
                .noneMatch(name -> name.startsWith("op Sum"));
    }

    @Test
    void aConvolutionThatLosesItsLastStepIsFound() {
        Fault lost = (node, step, result) -> {
            if (node.op() instanceof Convolution && result.length > 1) {
                result[result.length - 1] = 0;
            }
        };
        Backend faulty = new NarrowBackend(lost, false);
        assertThat(Conformance.golden(faulty, new Tolerance(2e-5, 2e-5))
                        .filter(each -> !passes(each))
                        .map(Case::name))
                .contains("golden conv2d")
                .doesNotContain("golden maxPool2d");
        assertThat(Conformance.agreement(faulty)
                        .filter(each -> each.name().startsWith("layer Conv2d["))
                        .filter(each -> !passes(each)))
                .hasSizeGreaterThan(5);
    }

    @Test
    void aSumThatForgetsItsTailIsFound() {
        assertThat(failures(scaling(Sum.class, 0.9999f), "op ")).anyMatch(name -> name.startsWith("op Sum"));
    }

    @Test
    void aMaximumThatSwallowsNanIsFound() {
        Fault zeroForNan = (node, step, result) -> {
            if (node.op() instanceof Maximum) {
                for (int i = 0; i < result.length; i++) {
                    result[i] = Float.isNaN(result[i]) ? 0 : result[i];
                }
            }
        };
        assertThat(failures(new NarrowBackend(zeroForNan, false), "op ")).contains("op Maximum [40] and [40]");
    }

    @Test
    void aMaskThatIsNotTheReferencesIsFound() {
        Fault turned = (node, step, result) -> {
            if (node.op() instanceof RandomUniform) {
                float first = result[0];
                System.arraycopy(result, 1, result, 0, result.length - 1);
                result[result.length - 1] = first;
            }
        };
        assertThat(failures(new NarrowBackend(turned, false), "random numbers", "layer Dropout"))
                .contains("random numbers are the reference's")
                .anyMatch(name -> name.startsWith("layer Dropout"));
    }

    @Test
    void aStepValueThatStaysIsFound() {
        Fault stuck = (node, step, result) -> {
            if (node.op() instanceof StepValue value) {
                result[0] = (float) value.value().applyAsDouble(0);
            }
        };
        assertThat(failures(new NarrowBackend(stuck, false), "step values", "training"))
                .contains("step values follow the step")
                .anyMatch(name -> name.startsWith("training"));
    }

    @Test
    void updatesThatShowWithinTheStepAreFound() {
        assertThat(failures(new NarrowBackend((node, step, result) -> {}, true), "updates"))
                .contains("updates take effect together");
    }

    @Test
    void resultsThatDependOnTheNumberOfThreadsAreFound() {
        assertThat(Conformance.determinism(threads -> scaling(Sum.class, 1 + threads * 1e-6f))
                        .filter(each -> !passes(each))
                        .map(Case::name))
                .hasSize(9)
                .allMatch(name -> name.startsWith("same bits with 1 and"));
    }

    @Test
    void productsThatAreNoChainsAreFound() {
        assertThatThrownBy(() -> Determinism.checkProductsAreChains(new ReferenceBackend()))
                .isInstanceOf(AssertionError.class);
    }

    /// The step's gradient is defined as 0, which is not what differences give where it jumps.
    @Test
    void aGradientThatForgetsATermIsFound() {
        Map<String, double[]> feeds = Map.of("x", new double[] {1, 2, 3});
        assertThatCode(new GradientCheck(FaultsAreFoundTest::square, feeds)::check)
                .doesNotThrowAnyException();
        assertThatThrownBy(new GradientCheck(FaultsAreFoundTest::jump, feeds)::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient of x[1] is 0.0, but central differences give");
    }

    private static Node square(Graph graph) {
        return graph.input("x", Shape.of(3)).square();
    }

    private static Node jump(Graph graph) {
        return graph.input("x", Shape.of(3)).greater(graph.constant(2));
    }

    private static Backend scaling(Class<?> op, float factor) {
        Fault fault = (node, step, result) -> {
            if (op.isInstance(node.op())) {
                for (int i = 0; i < result.length; i++) {
                    result[i] *= factor;
                }
            }
        };
        return new NarrowBackend(fault, false);
    }

    /// The names of failing cases; large products and windows are left out, and of the training cases, which are many,
    /// every thirtieth is run.
    ///
    /// @param kinds what the names of the cases that are run begin with
    private static String[] failures(Backend backend, String... kinds) {
        return Conformance.agreement(backend)
                .filter(each -> Stream.of(kinds).anyMatch(each.name()::startsWith))
                .filter(each -> !LARGE.matcher(each.name()).find())
                .filter(each ->
                        !each.name().startsWith("training") || each.name().hashCode() % 30 == 0)
                .filter(each -> !passes(each))
                .map(Case::name)
                .toArray(String[]::new);
    }

    private static boolean passes(Case each) {
        try {
            each.run();
            return true;
        } catch (AssertionError failure) {
            return false;
        }
    }
}
