package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.step.ConvolutionWeightGradientStep;
import nunchi.cpu.step.WinogradWeightGradientStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Convolutions larger than the declared cases agree with the definition wherever they are cut; that their bits do not
/// depend on how says [SameBitsTest].
class ConvolutionCutsTest {
    private static Stream<ConvolutionCase> all() {
        return ConvolutionCuts.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void agreeWithTheDefinition(ConvolutionCase each) {
        Map<String, double[]> exact = each.exact();
        try (CpuBackend backend = new CpuBackend(2, Kernels.best())) {
            each.check(backend, false, exact);
            each.check(backend, true, exact);
        }
    }

    @Test
    void areOfBothKinds() {
        assertThat(ConvolutionCuts.transformed()).allMatch(ConvolutionCase::winograd);
        assertThat(ConvolutionCuts.defined()).noneMatch(ConvolutionCase::winograd);
    }

    @Test
    void haveSumsInSeveralChunks() {
        assertThat(ConvolutionCuts.transformed().map(each -> WinogradWeightGradientStep.chunks(each.shape())))
                .contains(1, 2, 3);
        assertThat(ConvolutionCuts.defined().map(each -> ConvolutionWeightGradientStep.chunks(each.shape())))
                .contains(1, 5, 12);
    }
}
