package nunchi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Recurrent.RecurrenceGradient;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.TransposedConvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StudyTest {

    @Test
    void theOperationsOfAStepAreThoseOfItsMatrixProducts() {
        // By hand: 2·1437·(64·80 + 80·70 + 70·10) forward and again for the weights, 2·1437·(80·70 + 70·10) for the
        // inputs.
        assertThat(operations(Study.D)).isEqualTo(4L * 1437 * 11_420 + 2L * 1437 * 6_300);
        assertThat(operations(Study.A)).isEqualTo(4L * 12 * 574_080 + 2L * 12 * 172_672);
        assertThat(operations(Study.B)).isEqualTo(4L * 100 * 813_056 + 2L * 100 * 10_240);
    }

    @Test
    void theOperationsOfAConvolutionalStepAreThoseOfItsDefinition() {
        // By hand, products of one example going forward: the first convolution, then all others.
        long firstOfC = 784 * 25 * 64;
        long othersOfC = 784L * 25 * 64 * 64 + 2 * 196 * 9 * 64 * 64 + 49 * 9 * 64 * 64 + 3136 * 256 + 256 * 10;
        assertThat(operations(Study.C))
                .isEqualTo(2 * 128 * (2 * firstOfC + 3 * othersOfC))
                .isBetween(75_350_000_000L, 75_450_000_000L);
        long firstOfE = 1024 * 27 * 64;
        long othersOfE = 256L * 9 * 64 * 128
                + 64L * 9 * 128 * 256
                + 16L * 9 * 256 * 512
                + 2048 * 128
                + 128 * 256
                + 256 * 512
                + 512 * 1024
                + 1024 * 10;
        assertThat(operations(Study.E))
                .isEqualTo(2 * 32 * (2 * firstOfE + 3 * othersOfE))
                .isBetween(11_250_000_000L, 11_350_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void ourGraphDoesTheOperationsThatAreCounted(Study study) {
        Set<Class<?>> products = Set.of(
                MatMul.class,
                Convolution.class,
                TransposedConvolution.class,
                ConvolutionWeightGradient.class,
                Recurrence.class,
                RecurrenceGradient.class);
        Graph graph = NunchiNetwork.of(study, false).training(study.batch(), 1);
        long operations = graph.live().stream()
                .filter(node -> products.contains(node.op().getClass()))
                .mapToLong(node -> node.op().operations(node))
                .sum();
        assertThat(operations).isEqualTo(operations(study));
    }

    @Test
    void ourNetworksHaveTheParametersOfTheStudies() {
        // The totals that Keras prints for these networks: of C 1,027,850 are trainable.
        assertThat(parameters(Study.C, Role.values())).isEqualTo(1_035_146);
        assertThat(parameters(Study.C, Role.KERNEL, Role.BIAS, Role.SCALE)).isEqualTo(1_027_850);
        assertThat(parameters(Study.E, Role.values())).isEqualTo(2_513_418);
    }

    @Test
    void theSuitesMeasureTheLayersAndTheCurvesThatTheyPromise() {
        assertThat(Suite.LAYERS.works(1, 2))
                .hasSize(24)
                .extracting(Work::name)
                .contains(
                        "5x5, 64 to 64 channels on 28x28, batch 128: input gradient",
                        "3x3, 256 to 512 channels on 4x4, batch 32: weight gradient");
        assertThat(Suite.threads(6).boxed().toList()).isEqualTo(List.of(1, 2, 4, 6));
        assertThat(Suite.CURVES.works(4, 6))
                .containsExactly(new Work.Training(Study.C, 128), new Work.Training(Study.E, 32));
        assertThat(Suite.CURVES.works(6, 6)).hasSize(2 * 16 + 9 + 1);
    }

    private static long operations(Study study) {
        return new Work.Training(study, study.batch()).operations();
    }

    private static long parameters(Study study, Role... roles) {
        Set<Role> wanted = Set.of(roles);
        return NunchiNetwork.of(study, false).inference(1).weights().values().stream()
                .filter(node -> wanted.contains(((Weight) node.op()).role()))
                .map(Node::shape)
                .collect(Collectors.summingLong(shape -> shape.size()));
    }
}
