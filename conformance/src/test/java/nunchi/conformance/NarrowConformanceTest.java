package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// An honest float32 backend passes: the tolerances leave room for rounding.
class NarrowConformanceTest {
    @TestFactory
    Stream<DynamicTest> anHonestFloat32BackendAgrees() {
        return Conformance.agreement(new NarrowBackend()).map(each -> DynamicTest.dynamicTest(each.name(), each::run));
    }

    @Test
    void itsProductsAreChains() {
        assertThatCode(() -> Determinism.checkProductsAreChains(new NarrowBackend()))
                .doesNotThrowAnyException();
    }
}
