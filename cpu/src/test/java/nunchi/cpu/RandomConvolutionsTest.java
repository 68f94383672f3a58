package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nunchi.cpu.kernel.Kernels;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Convolutions of random sizes, with both gradients, agree with the definition: what nobody thought of.
class RandomConvolutionsTest {
    private static final int COUNT = 300;
    private static final int MOST_PRODUCTS = 1_000_000;
    private static final CpuBackend BACKEND = new CpuBackend(2, Kernels.best());

    @TestFactory
    Stream<DynamicTest> agreeWithTheDefinition() {
        return cases().map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
            Map<String, double[]> exact = each.exact();
            each.check(BACKEND, false, exact);
            each.check(BACKEND, true, exact);
        }));
    }

    @Test
    void areOftenTransformedAndOftenNot() {
        assertThat(cases().filter(ConvolutionCase::winograd).count()).isBetween(COUNT / 8L, COUNT / 2L);
    }

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    private static Stream<ConvolutionCase> cases() {
        return LongStream.range(0, COUNT).mapToObj(seed -> Draw.small(RandomKey.of(seed)));
    }

    /// One random case.
    private static final class Draw {
        private final RandomKey key;
        private long draws;

        private Draw(RandomKey key) {
            this.key = key;
        }

        /// The first that the definition computes soon.
        private static ConvolutionCase small(RandomKey key) {
            return Stream.iterate(0L, i -> i + 1)
                    .map(i -> new Draw(key.with(i)).next())
                    .filter(each -> each.products() <= MOST_PRODUCTS)
                    .findFirst()
                    .orElseThrow();
        }

        private int between(int least, int most) {
            return least + (int) (key.uniform(draws++) * (most - least + 1));
        }

        private ConvolutionCase next() {
            return between(0, 2) > 0 ? dense() : any();
        }

        /// Such as Winograd's transforms take, if the images are not too small.
        private ConvolutionCase dense() {
            int kernel = 3 + 2 * between(0, 1);
            Shape images = Shape.of(between(1, 3), between(4, 14), between(4, 14), many());
            return new ConvolutionCase(
                    new Window(axis(kernel, 1, 1, images.extent(1)), axis(kernel, 1, 1, images.extent(2))),
                    1,
                    images,
                    many());
        }

        /// Around as many channels as Winograd's transforms ask for, and seldom more.
        private int many() {
            return 15 + between(0, between(0, 25));
        }

        private ConvolutionCase any() {
            int groups = List.of(1, 1, 1, 2, 3, 7, between(1, 40)).get(between(0, 6));
            Shape images = Shape.of(between(1, 3), between(1, 12), between(1, 12), groups * between(1, 40 / groups));
            WindowAxis rows = axis(between(1, 5), between(1, 3), between(1, 2), images.extent(1));
            WindowAxis columns = axis(between(1, 5), between(1, 3), between(1, 2), images.extent(2));
            return new ConvolutionCase(new Window(rows, columns), groups, images, groups * between(1, 40 / groups));
        }

        /// Padded on both sides as it falls, and behind as far as the window needs it.
        private WindowAxis axis(int kernel, int stride, int dilation, int extent) {
            int before = between(0, kernel);
            int after = between(0, kernel);
            int reach = new WindowAxis(kernel, stride, dilation, before, after, extent).extent();
            return new WindowAxis(kernel, stride, dilation, before, Math.max(after, reach - extent - before), extent);
        }
    }
}
