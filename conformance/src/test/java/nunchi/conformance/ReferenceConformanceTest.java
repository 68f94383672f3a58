package nunchi.conformance;

import java.util.stream.Stream;
import nunchi.reference.ReferenceBackend;
import org.junit.jupiter.api.DynamicTest;
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
        return tests(Stream.concat(BackendContract.cases(backend), LayerBehaviour.cases(backend)));
    }

    @TestFactory
    Stream<DynamicTest> theReferenceIsDeterministic() {
        return tests(Conformance.determinism(threads -> new ReferenceBackend()));
    }

    private static Stream<DynamicTest> tests(Stream<Case> cases) {
        return cases.map(each -> DynamicTest.dynamicTest(each.name(), each::run));
    }
}
