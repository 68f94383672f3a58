package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.conformance.Case;
import nunchi.conformance.Conformance;
import nunchi.conformance.Determinism;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Everything declared in the conformance library, on the cpu backend.
class CpuConformanceTest {
    private static final String BACKEND = "cpu";
    private static final Backend TWO_THREADS = Backends.named(BACKEND, 2);

    @TestFactory
    Stream<DynamicTest> agreesWithTheReference() {
        return tests(Conformance.agreement(TWO_THREADS));
    }

    @TestFactory
    Stream<DynamicTest> givesTheSameBitsForAnyNumberOfThreads() {
        return tests(Conformance.determinism(threads -> Backends.named(BACKEND, threads)));
    }

    @Test
    void itsMatrixProductsAreChainsOfFusedMultiplyAdds() {
        assertThatCode(() -> Determinism.checkProductsAreChains(TWO_THREADS)).doesNotThrowAnyException();
    }

    @AfterAll
    static void close() {
        TWO_THREADS.close();
    }

    private static Stream<DynamicTest> tests(Stream<Case> cases) {
        return cases.map(each -> DynamicTest.dynamicTest(each.name(), each::run));
    }
}
