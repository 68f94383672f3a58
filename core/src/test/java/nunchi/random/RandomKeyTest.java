package nunchi.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomKeyTest {
    private static final int DRAWS = 100_000;
    private static final int CELLS = 64;

    /// χ² with 63 degrees of freedom lies below 127 but once in 200,000 times.
    private static final double LARGEST_CHI_SQUARED = 127;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE})
    void uniformsFillTheirRangeEvenly(long seed) {
        RandomKey key = RandomKey.of(seed);
        assertThat(chiSquared(key::uniform)).isLessThan(LARGEST_CHI_SQUARED);
        assertThat(chiSquared(key::uniformFloat)).isLessThan(LARGEST_CHI_SQUARED);
        assertThat(chiSquared(position -> key.with("layer").with(position).uniformFloat(3)))
                .isLessThan(LARGEST_CHI_SQUARED);
    }

    /// Pairs of neighbours fill an 8 by 8 board evenly.
    @Test
    void neighboursAreIndependent() {
        RandomKey key = RandomKey.of(5);
        assertThat(chiSquared(
                        position -> (Math.floor(8 * key.uniform(2L * position)) + key.uniform(2L * position + 1)) / 8))
                .isLessThan(LARGEST_CHI_SQUARED);
        assertThat(chiSquared(position ->
                        (Math.floor(8 * key.uniformFloat(2 * position)) + key.uniformFloat(2 * position + 1)) / 8))
                .isLessThan(LARGEST_CHI_SQUARED);
    }

    @Test
    void floatsAreMultiplesOfTheSmallestStepBelowOne() {
        RandomKey key = RandomKey.of(7);
        assertThat(IntStream.range(0, 10_000)
                        .mapToDouble(key::uniformFloat)
                        .allMatch(value -> value >= 0 && value < 1 && value * 0x1p24 % 1 == 0))
                .isTrue();
    }

    @Test
    void aNumberDoesNotDependOnTheOrderOfAsking() {
        RandomKey key = RandomKey.of(3);
        double late = key.uniform(1000);
        key.uniform(0);
        assertThat(key.uniform(1000)).isEqualTo(late);
        assertThat(RandomKey.of(3).uniform(1000)).isEqualTo(late);
        assertThat(RandomKey.of(3).with("a").with(2).bits(4))
                .isEqualTo(RandomKey.of(3).with("a").with(2).bits(4));
    }

    @Test
    void keysOfDifferentPurposesDiffer() {
        Set<Long> seen = new HashSet<>();
        for (String purpose : new String[] {"", "a", "b", "ab", "ba", "0.dense/weight", "1.dense/weight"}) {
            for (long step = 0; step < 100; step++) {
                seen.add(RandomKey.of(1).with(purpose).with(step).bits(0));
                seen.add(RandomKey.of(2).with(purpose).with(step).bits(0));
            }
        }
        assertThat(seen).hasSize(1400);
        assertThat(RandomKey.of(1).with(2).with(3))
                .isNotEqualTo(RandomKey.of(1).with(3).with(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 1000})
    void aPermutationHoldsEveryNumberOnce(int n) {
        assertThat(IntStream.of(RandomKey.of(9).permutation(n)).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
    }

    /// Each of the 24 orders of four, 1000 times on average; χ² with 23 degrees of freedom lies below 66 but once in
    /// 200,000 times.
    @Test
    void allPermutationsAreEquallyLikely() {
        int[] counts = new int[256];
        for (int seed = 0; seed < 24_000; seed++) {
            int[] order = RandomKey.of(seed).permutation(4);
            counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
        }
        int[] met = IntStream.of(counts).filter(count -> count > 0).toArray();
        assertThat(met).hasSize(24);
        assertThat(IntStream.of(met)
                        .mapToDouble(count -> (count - 1000.0) * (count - 1000.0) / 1000)
                        .sum())
                .isLessThan(66);
    }

    @Test
    void normalsHaveMeanZeroAndVarianceOne() {
        RandomKey key = RandomKey.of(21);
        assertThat(IntStream.range(0, DRAWS).mapToDouble(key::normal).average().orElseThrow())
                .isCloseTo(0, within(0.016));
        assertThat(IntStream.range(0, DRAWS)
                        .mapToDouble(key::normal)
                        .map(z -> z * z)
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.023));
    }

    private static double chiSquared(IntToDoubleFunction uniform) {
        int[] counts = new int[CELLS];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) (CELLS * uniform.applyAsDouble(i))]++;
        }
        double expected = (double) DRAWS / CELLS;
        return IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }
}
