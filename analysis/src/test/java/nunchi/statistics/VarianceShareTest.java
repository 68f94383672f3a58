package nunchi.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;
import org.junit.jupiter.api.Test;

class VarianceShareTest {
    /// By NumPy, from the sums of squares.
    @Test
    void itIsTheShareBetweenTheGroupsLessWhatChanceWouldGive() {
        List<String> groups = List.of("a", "a", "a", "b", "b", "b", "c", "c");
        assertThat(VarianceShare.of(groups, new double[] {1, 2, 3, 2, 3, 5, 7, 9}))
                .isCloseTo(0.7753086419753087, within(1e-12));
    }

    @Test
    void aSettingWithoutEffectHasAShareNearNoneHoweverManyValuesItHas() {
        double[] noise = IntStream.range(0, 400)
                .mapToDouble(i -> RandomKey.of(1).with("noise").uniform(i))
                .toArray();
        List<String> groups =
                IntStream.range(0, 400).mapToObj(i -> "" + i % 100).toList();
        assertThat(VarianceShare.of(groups, noise)).isLessThan(0.15);
    }

    @Test
    void whereNothingVariesOrEveryValueIsAloneThereIsNone() {
        assertThat(VarianceShare.of(List.of("a", "a", "b", "b"), new double[] {1, 1, 1, 1}))
                .isNaN();
        assertThat(VarianceShare.of(List.of("a", "b", "c"), new double[] {1, 2, 3}))
                .isNaN();
        assertThatThrownBy(() -> VarianceShare.of(List.of("a"), new double[] {1, 2}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void numbersAreGroupedByTheirRankAndEqualOnesStayTogether() {
        assertThat(VarianceShare.ranked(new double[] {9, 1, 4, 1, 7, 3, 8, 2, 6}))
                .containsExactly("2", "0", "1", "0", "2", "1", "2", "0", "1");
        assertThat(VarianceShare.ranked(new double[] {5, 5, 5, 5})).containsOnly("0");
    }
}
