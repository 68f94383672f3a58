package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step of a training makes no objects, once it is compiled: where the JIT compiler does not inline all of a loop on
/// vectors, every vector becomes one, and the loop takes ten times as long.
class NoVectorObjectsTest {

    static Set<String> networks() {
        return StepAllocation.NETWORKS.keySet();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aStepAllocatesNothing(String network) throws IOException, InterruptedException {
        String printed = Jvm.with(Jvm.VECTORS).output(false, StepAllocation.class, network);
        assertThat(Long.parseLong(printed)).isLessThan(StepAllocation.FEW);
    }
}
