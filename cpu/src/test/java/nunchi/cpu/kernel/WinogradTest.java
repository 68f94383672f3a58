package nunchi.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WinogradTest {
    private static final int LENGTH = 32;
    private static final int STEP = 48;

    private interface Transform {
        void apply(Lines lines, float[] x, int xo, float[] y, int yo);
    }

    private static Stream<Winograd> all() {
        return Stream.of(new ScalarWinograd6(), new ScalarWinograd8(), new VectorWinograd6(), new VectorWinograd8());
    }

    private static float[] random(int vectors, int seed) {
        float[] values = new float[vectors * STEP];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.7 + seed);
        }
        return values;
    }

    private static float[] apply(Transform transform, float[] x, int results) {
        Lines lines = new Lines();
        lines.x(STEP, 0);
        lines.y(STEP, 0);
        lines.count(1, LENGTH);
        float[] y = new float[results * STEP];
        transform.apply(lines, x, 0, y, 0);
        return y;
    }

    private static float[] products(float[] a, float[] b) {
        float[] c = new float[a.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = a[i] * b[i];
        }
        return c;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theProductOfTransformsIsAConvolution(Winograd winograd) {
        int n = winograd.points();
        int r = n - Winograd.TILE + 1;
        float[] d = random(n, 1);
        float[] g = random(r, 2);
        float[] y = apply(
                winograd::result,
                products(apply(winograd::weight, g, n), apply(winograd::images, d, n)),
                Winograd.TILE);
        for (int i = 0; i < LENGTH; i++) {
            for (int o = 0; o < Winograd.TILE; o++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += (double) d[(o + k) * STEP + i] * g[k * STEP + i];
                }
                assertThat((double) y[o * STEP + i]).isCloseTo(sum, within(2e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsTransposeIsTheGradientOfTheKernel(Winograd winograd) {
        int n = winograd.points();
        int r = n - Winograd.TILE + 1;
        float[] d = random(n, 3);
        float[] y = random(Winograd.TILE, 4);
        float[] g = apply(
                winograd::weightGradient, products(apply(winograd::steps, y, n), apply(winograd::images, d, n)), r);
        for (int i = 0; i < LENGTH; i++) {
            for (int k = 0; k < r; k++) {
                double sum = 0;
                for (int o = 0; o < Winograd.TILE; o++) {
                    sum += (double) d[(o + k) * STEP + i] * y[o * STEP + i];
                }
                assertThat((double) g[k * STEP + i]).isCloseTo(sum, within(2e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void allTwinsGiveTheSameBits(Winograd winograd) {
        Winograd twin = winograd.points() == 6 ? new ScalarWinograd6() : new ScalarWinograd8();
        int n = winograd.points();
        int r = n - Winograd.TILE + 1;
        float[] x = random(n, 5);
        assertThat(apply(winograd::images, x, n)).isEqualTo(apply(twin::images, x, n));
        assertThat(apply(winograd::result, x, Winograd.TILE)).isEqualTo(apply(twin::result, x, Winograd.TILE));
        assertThat(apply(winograd::steps, x, n)).isEqualTo(apply(twin::steps, x, n));
        assertThat(apply(winograd::weight, x, n)).isEqualTo(apply(twin::weight, x, n));
        assertThat(apply(winograd::weightGradient, x, r)).isEqualTo(apply(twin::weightGradient, x, r));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPairHasTheBitsOfTheWholeTransform(Winograd winograd) {
        int n = winograd.points();
        float[] x = random(n, 6);
        for (int pair = 0; pair < winograd.pairs(); pair++) {
            int which = pair;
            int first = pair == 0 ? 0 : 2 * pair - 1;
            int second = pair == 0 ? n - 1 : 2 * pair;
            assertPair(
                    apply(winograd::images, x, n),
                    apply((t, a, ao, b, bo) -> winograd.imagesPair(which, t, a, ao, b, bo), x, 2),
                    first,
                    second);
            assertPair(
                    apply(winograd::steps, x, n),
                    apply((t, a, ao, b, bo) -> winograd.stepsPair(which, t, a, ao, b, bo), x, 2),
                    first,
                    second);
        }
    }

    private static void assertPair(float[] whole, float[] pair, int first, int second) {
        for (int i = 0; i < LENGTH; i++) {
            assertThat(pair[i]).isEqualTo(whole[first * STEP + i]);
            assertThat(pair[STEP + i]).isEqualTo(whole[second * STEP + i]);
        }
    }
}
