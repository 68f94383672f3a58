package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BySourceTest {
    private static final int ROWS = 45;
    private static final int TEXTS = 10;

    /// Ten texts with four or five translations each, in turn.
    private static Dataset pairs() {
        return Dataset.ofTextPairs(
                IntStream.range(0, ROWS).mapToObj(row -> "t" + row % TEXTS).toList(),
                IntStream.range(0, ROWS).mapToObj(row -> "u" + row).toList());
    }

    private static Set<String> texts(Dataset data, int... rows) {
        return IntStream.of(rows).mapToObj(row -> data.text(row).orElseThrow()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"0.3, 3", "0.25, 3", "0.01, 1", "4, 4", "1, 1", "9, 9"})
    void allRowsOfATextAreOnOneSide(double amount, int held) {
        Dataset data = pairs();
        for (long seed = 1; seed <= 20; seed++) {
            Splitter.Cut cut = new Splitter.BySource(amount).cut(data, seed);
            assertThat(texts(data, cut.held())).hasSize(held).doesNotContainAnyElementsOf(texts(data, cut.kept()));
            assertThat(IntStream.concat(IntStream.of(cut.kept()), IntStream.of(cut.held())))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, ROWS).boxed().toList());
            assertThat(cut.kept()).isSorted();
            assertThat(cut.held()).isSorted();
        }
    }

    @Test
    void theSeedChoosesTheTexts() {
        Dataset data = pairs();
        Splitter split = new Splitter.BySource(0.3);
        assertThat(split.cut(data, 5).held()).isEqualTo(split.cut(data, 5).held());
        assertThat(IntStream.range(0, 20)
                        .mapToObj(seed -> texts(data, split.cut(data, seed).held()))
                        .distinct())
                .hasSizeGreaterThan(10);
        Splitter own = new Splitter.BySource(0.3, 7L);
        assertThat(own.cut(data, 1).held()).isEqualTo(own.cut(data, 2).held());
        assertThat(own.cut(data, 1).held()).isEqualTo(split.cut(data, 7).held());
    }

    @Test
    void testAndValidationSetShareNoTextWithTheTrainingSet() {
        Datasets parts = new Datasets(pairs())
                .withTest(new Splitter.BySource(0.2), 1)
                .withValidation(new Splitter.BySource(0.2), 1);
        List<Set<String>> texts = parts.sets().stream()
                .map(part -> texts(part, IntStream.range(0, part.size()).toArray()))
                .toList();
        assertThat(texts).extracting(Set::size).containsExactly(6, 2, 2);
        assertThat(texts.stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBePartedIsRefused() {
        Splitter split = new Splitter.BySource(0.5);
        assertThatThrownBy(() -> split.cut(Digits.load(), 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("digits has not several texts, which a split of the rows of 50 % of the different texts,"
                        + " at random needs; take random or last");
        Dataset one = Dataset.ofTextPairs(List.of("a", "a"), List.of("x", "y"));
        assertThatThrownBy(() -> split.cut(one, 1)).hasMessageContaining("data has not several texts");
        assertThatThrownBy(() -> new Splitter.BySource(10).cut(pairs(), 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("neither may be empty");
        for (double amount : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> new Splitter.BySource(amount)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void theRuleIsSaidInWords() {
        assertThat(new Splitter.BySource(0.05).inWords())
                .isEqualTo("the rows of 5 % of the different texts, at random");
        assertThat(new Splitter.BySource(1, 3L).inWords()).isEqualTo("the rows of 1 text, at random with seed 3");
        assertThat(new Splitter.BySource(2000).inWords()).isEqualTo("the rows of 2,000 different texts, at random");
    }
}
