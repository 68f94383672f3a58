package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import nunchi.reference.ReferenceBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The reference against itself and against central differences: faults of the cases, the contract and the gradients.
class ReferenceConformanceTest {
    @TestFactory
    Stream<DynamicTest> definitionsHold() {
        return tests(Conformance.definitions());
    }

    @TestFactory
    Stream<DynamicTest> theReferenceKeepsTheContract() {
        ReferenceBackend backend = new ReferenceBackend();
        return tests(Stream.of(
                        BackendContract.cases(backend),
                        LayerBehaviour.cases(backend),
                        RecurrenceBehaviour.cases(backend))
                .flatMap(cases -> cases));
    }

    @TestFactory
    Stream<DynamicTest> theReferenceComputesWhatTorchDoes() {
        return tests(Conformance.golden(new ReferenceBackend(), new Tolerance(5e-7, 2e-7)));
    }

    @Test
    void everyGoldenLayerHasItsNumbers() {
        assertThat(GoldenData.read().keySet())
                .containsAll(GoldenCases.layers().keySet())
                .containsAll(GoldenCases.networks().keySet())
                .hasSize(60);
    }

    @TestFactory
    Stream<DynamicTest> theReferenceIsDeterministic() {
        return tests(Conformance.determinism(threads -> new ReferenceBackend()));
    }

    private static Stream<DynamicTest> tests(Stream<Case> cases) {
        return cases.map(each -> DynamicTest.dynamicTest(each.name(), each::run));
    }
}
