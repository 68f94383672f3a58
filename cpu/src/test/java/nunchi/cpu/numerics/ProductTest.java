package nunchi.cpu.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.backend.MatrixView;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.thread.ThreadPool;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every value of a product is one chain of fused multiply-adds in the order of the depth, however the product is cut,
/// packed and shared out: bit by bit what three nested loops give.
@Execution(ExecutionMode.CONCURRENT)
class ProductTest {
    private static final int CASES = 16;

    /// @param leftTurned  whether the left matrix lies transposed
    /// @param rightTurned whether the right one does
    record Case(int rows, int depth, int columns, boolean leftTurned, boolean rightTurned, int threads) {}

    static Stream<Case> cases() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Stream<Case> any = IntStream.range(0, CASES)
                .mapToObj(i -> new Case(
                        random.nextInt(1, 330),
                        random.nextInt(1, 600),
                        random.nextInt(1, 600),
                        i % 2 == 0,
                        i / 2 % 2 == 0,
                        1 + i % 3));
        Stream<Case> atTheLimits = Stream.of(
                new Case(256, 256, 192, false, false, 2),
                new Case(255, 256, 192, false, false, 2),
                new Case(256, 255, 192, false, true, 2),
                new Case(257, 300, 193, true, false, 3),
                new Case(289, 257, 513, false, false, 2),
                new Case(576, 512, 256, true, true, 1),
                new Case(300, 1024, 224, false, true, 5));
        return Stream.concat(any, atTheLimits);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyValueIsOneChain(Case sizes) {
        MatrixView left = matrix(sizes.rows(), sizes.depth(), sizes.leftTurned(), 1);
        MatrixView right = matrix(sizes.depth(), sizes.columns(), sizes.rightTurned(), 2);
        float[] expected = chains(left, right);
        assertThat(product(left, right, Kernels.best(), sizes.threads())).containsExactly(expected);
        assertThat(product(left, right, Kernels.scalar(), sizes.threads())).containsExactly(expected);
    }

    private static MatrixView matrix(int rows, int columns, boolean turned, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return turned ? MatrixView.of(values, columns, rows).transposed() : MatrixView.of(values, rows, columns);
    }

    private static float[] product(MatrixView left, MatrixView right, Kernels kernels, int threads) {
        float[] product = new float[left.rows() * right.columns()];
        try (ThreadPool team = new ThreadPool(threads)) {
            new CpuNumerics(kernels, team, team).multiply(left, right, product);
        }
        return product;
    }

    private static float[] chains(MatrixView left, MatrixView right) {
        float[] product = new float[left.rows() * right.columns()];
        for (int i = 0; i < left.rows(); i++) {
            for (int p = 0; p < left.columns(); p++) {
                float factor = left.get(i, p);
                for (int j = 0; j < right.columns(); j++) {
                    int at = i * right.columns() + j;
                    product[at] = Math.fma(factor, right.get(p, j), product[at]);
                }
            }
        }
        return product;
    }
}
