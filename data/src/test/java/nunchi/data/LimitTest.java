package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Splitter SCIKIT_LEARN = new Splitter.Random(0.2, 101L, Generator.NUMPY);

    @Test
    void aLimitDrawsRowsOfEachPartInTheirOrderAndLeavesSmallerPartsWhole() {
        Datasets cut = new Datasets(Digits.load()).withTest(SCIKIT_LEARN, 1);
        Datasets few = new Limit(100, null, 1000).of(cut, 7);
        assertThat(few.train().size()).isEqualTo(100);
        assertThat(few.test()).isSameAs(cut.test());
        assertThat(few.validation()).isNull();
        List<Integer> before = rowsOf(cut.train());
        List<Integer> drawn = rowsOf(few.train());
        assertThat(before).containsSubsequence(drawn).isNotEqualTo(drawn);
        assertThat(rowsOf(new Limit(100, null, null).of(cut, 7).train())).isEqualTo(drawn);
        assertThat(rowsOf(new Limit(100, null, null).of(cut, 8).train())).isNotEqualTo(drawn);
        assertThatThrownBy(() -> new Limit(0, null, null)).hasMessage("limit.train is 0; it must be at least 1");
    }

    private static List<Integer> rowsOf(Dataset part) {
        return IntStream.range(0, part.size())
                .map(((Subset) part)::rowInWhole)
                .boxed()
                .toList();
    }
}
