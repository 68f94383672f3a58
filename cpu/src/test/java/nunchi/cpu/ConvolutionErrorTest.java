package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How much Winograd's transforms cost in accuracy, beside convolutions as defined, both in float32. The bounds are up
/// to twice what was measured, which [ConvolutionError] prints.
class ConvolutionErrorTest {
    private static final ConvolutionError STRICT = new ConvolutionError(2e-6, 1.5e-5);
    /// Of sums over 64 channels or units; it grows with the square root of their number.
    private static final ConvolutionError OF_3_X_3 = new ConvolutionError(1.6e-6, 1.4e-5);
    private static final ConvolutionError OF_5_X_5 = new ConvolutionError(5e-6, 6e-5);
    private static final double CHANNELS = 64;
    private static final long MOST_PRODUCTS = 100_000_000;

    /// The largest would take the definition seconds.
    private static Stream<ConvolutionCase> layers() {
        return ConvolutionError.layers().stream().filter(layer -> layer.products() < MOST_PRODUCTS);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void staysWithinItsBound(ConvolutionCase layer) {
        assertThat(layer.winograd()).isTrue();
        Map<String, double[]> exact = layer.exact();
        try (CpuBackend backend = new CpuBackend(2, Kernels.best())) {
            assertWithin(bound(layer), exact, layer.on(backend, false));
            assertWithin(STRICT, exact, layer.on(backend, true));
        }
    }

    private static ConvolutionError bound(ConvolutionCase layer) {
        double growth = Math.sqrt(Math.max(layer.images().last(), layer.units()) / CHANNELS);
        ConvolutionError least = layer.window().rows().kernel() == 3 ? OF_3_X_3 : OF_5_X_5;
        return new ConvolutionError(growth * least.rms(), growth * least.largest());
    }

    private static void assertWithin(ConvolutionError bound, Map<String, double[]> exact, Map<String, float[]> actual) {
        actual.forEach((what, values) -> {
            ConvolutionError error = ConvolutionError.of(exact.get(what), values);
            assertThat(error.rms()).as(what).isLessThan(bound.rms());
            assertThat(error.largest()).as(what).isLessThan(bound.largest());
        });
    }
}
