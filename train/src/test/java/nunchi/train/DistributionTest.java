package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/// The expected numbers are NumPy 1.24's: `np.histogram(x, 50)`, `x.mean()`, `x.std()`, `np.linalg.norm(x)` of
/// `x = values.astype(np.float64)`.
class DistributionTest {
    private static final float[] FEW = {-1.5f, -0.25f, 0, 0.1f, 0.1f, 0.3f, 2.5f, 0, 1e-3f, 0.7f};

    /// `i = np.arange(200000); w = (i * 7919 % 10007 / np.float32(10007)).astype(np.float32); w * w`
    private static float[] many() {
        float[] values = new float[200_000];
        for (int i = 0; i < values.length; i++) {
            float root = (float) ((long) i * 7919 % 10007 / 10007.0);
            values[i] = root * root;
        }
        return values;
    }

    private static Long[] bins(long... counts) {
        return Arrays.stream(counts).boxed().toArray(Long[]::new);
    }

    @Test
    void fewValuesAreCountedAsNumPyCountsThem() {
        Distribution few = Distribution.of(FEW);
        assertThat(few.counts())
                .containsExactly(bins(
                        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 3, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0,
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        assertThat(few.count()).isEqualTo(10);
        assertThat(few.moments().mean()).isCloseTo(0.19510000030277297, within(1e-15));
        assertThat(few.moments().deviation()).isCloseTo(0.9371158354161976, within(1e-15));
        assertThat(few.moments().norm()).isCloseTo(3.0269623372383405, within(1e-15));
        assertThat(few.zeros()).isEqualTo(0.2);
        assertThat(few.edge(0)).isEqualTo(-1.5);
        assertThat(few.edge(50)).isEqualTo(2.5);
    }

    @Test
    void manyValuesAreCountedAsNumPyCountsThemOnAnyNumberOfThreads() {
        float[] values = many();
        Distribution many = Distribution.of(values);
        assertThat(many.counts())
                .containsExactly(bins(
                        28300, 11712, 8973, 7594, 6676, 6035, 5537, 5176, 4857, 4577, 4376, 4158, 4017, 3837, 3717,
                        3598, 3478, 3377, 3298, 3198, 3118, 3058, 2977, 2918, 2859, 2797, 2739, 2698, 2658, 2598, 2558,
                        2518, 2479, 2458, 2398, 2379, 2338, 2319, 2278, 2238, 2219, 2198, 2179, 2138, 2119, 2099, 2078,
                        2039, 2038, 2019));
        assertThat(many.moments().mean()).isCloseTo(0.33328625252145444, within(1e-14));
        assertThat(many.moments().deviation()).isCloseTo(0.29811528826387057, within(1e-14));
        assertThat(many.moments().norm()).isCloseTo(199.97622419500073, within(1e-11));
        assertThat(many.zeros()).isEqualTo(0.0001);
        for (int threads = 1; threads <= 3; threads++) {
            try (Backend backend = Backends.fastest(threads)) {
                assertThat(Distribution.of(values, values.length, backend.numerics()))
                        .isEqualTo(many);
            }
        }
    }

    /// `(np.arange(101) / 100).astype(np.float32)`: half of them would lie on an edge, were they not rounded.
    @Test
    void valuesAtTheEdgesFallAsNumPyLetsThem() {
        float[] hundredths = new float[101];
        for (int i = 0; i < hundredths.length; i++) {
            hundredths[i] = (float) (i / 100.0);
        }
        assertThat(Distribution.of(hundredths).counts())
                .containsExactly(bins(
                        3, 2, 2, 2, 1, 3, 1, 3, 1, 2, 3, 2, 2, 1, 2, 3, 1, 2, 3, 1, 3, 2, 1, 3, 1, 3, 1, 2, 3, 1, 2, 3,
                        1, 2, 3, 1, 2, 3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1, 3));
    }

    @Test
    void equalValuesHaveOneBin() {
        Distribution equal = Distribution.of(new float[] {3, 3, 3});
        assertThat(equal.counts()).containsExactly(3L);
        assertThat(equal.moments().deviation()).isZero();
        assertThat(equal.least()).isEqualTo(equal.largest()).isEqualTo(3);
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCounted() {
        Distribution some = Distribution.of(new float[] {1, Float.NaN, 3, Float.POSITIVE_INFINITY});
        assertThat(some.count()).isEqualTo(2);
        assertThat(some.notFinite()).isEqualTo(2);
        assertThat(some.moments().mean()).isEqualTo(2);
        Distribution none = Distribution.of(new float[] {Float.NaN});
        assertThat(none.moments().mean()).isNaN();
        assertThat(none.counts()).isEqualTo(List.of());
    }

    /// Of three units over two rows the second gives nothing.
    @Test
    void unitsThatAreZeroInEveryRowAreDead() {
        float[] values = {0, 0, 1, 2, -0f, 0};
        Distribution output = Distribution.of(values, values.length, new ReferenceBackend().numerics());
        assertThat(output.withDead(values, values.length, 3).dead()).isEqualTo(1.0 / 3);
        assertThat(output.dead()).isNaN();
    }
}
