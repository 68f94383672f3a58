package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import nunchi.check.InvalidRequestException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The golden numbers are NumPy 1.24.2's, of `numpy.random.RandomState`.
class NumpyRandomTest {
    private static final Offset<Double> LAST_BITS = within(1e-15);

    @Test
    void uniformNumbersAreNumpysToTheLastBit() {
        NumpyRandom random = new NumpyRandom(0);
        assertThat(new double[] {random.randomSample(), random.randomSample(), random.randomSample()})
                .containsExactly(0.5488135039273248, 0.7151893663724195, 0.6027633760716439);
    }

    @Test
    void theLargestSeedIsTaken() {
        NumpyRandom random = new NumpyRandom(4294967295L);
        assertThat(new double[] {random.randomSample(), random.randomSample()})
                .containsExactly(0.0976320289940138, 0.9123828453026218);
    }

    @Test
    void theStateIsTwistedAnewAfterItsWordsAreUsedUp() {
        NumpyRandom random = new NumpyRandom(5);
        for (int i = 0; i < 1000; i++) {
            random.randomSample();
        }
        assertThat(random.randomSample()).isEqualTo(0.7162461489862848);
    }

    @Test
    void normalNumbersAreNumpys() {
        assertThat(new NumpyRandom(0).randn(5))
                .containsExactly(
                        new double[] {
                            1.764052345967664,
                            0.4001572083672233,
                            0.9787379841057392,
                            2.240893199201458,
                            1.8675579901499675
                        },
                        LAST_BITS);
        assertThat(new NumpyRandom(42).randn(3))
                .containsExactly(
                        new double[] {0.4967141530112327, -0.13826430117118466, 0.6476885381006925}, LAST_BITS);
    }

    @Test
    void theSecondNormalOfAPairOutlivesAUniformDrawnInBetween() {
        NumpyRandom random = new NumpyRandom(7);
        double[] drawn = {random.randn(), random.randomSample(), random.randn(), random.randn()};
        assertThat(drawn)
                .containsExactly(
                        new double[] {1.690525703800356, 0.9779895119966027, -0.4659373705408328, 0.09316606097975175},
                        LAST_BITS);
    }

    @Test
    void permutationsAreNumpys() {
        assertThat(new NumpyRandom(101).permutation(12)).containsExactly(2, 8, 9, 4, 0, 10, 3, 5, 7, 6, 1, 11);
        int[] digits = new NumpyRandom(101).permutation(1797);
        assertThat(Arrays.copyOf(digits, 10)).containsExactly(653, 100, 1209, 325, 716, 1710, 1672, 1145, 926, 0);
        assertThat(Arrays.copyOfRange(digits, 1792, 1797)).containsExactly(599, 1599, 1361, 1547, 863);
    }

    @Test
    void permutationsOfMoreThanSixteenBitsAreNumpys() {
        int[] order = new NumpyRandom(3).permutation(70_000);
        assertThat(Arrays.copyOf(order, 6)).containsExactly(2758, 37134, 29158, 5365, 52942, 58513);
        assertThat(Arrays.copyOfRange(order, 69_996, 70_000)).containsExactly(25365, 48056, 59011, 67224);
    }

    @Test
    void oneRowOrNoneHasOneOrder() {
        assertThat(new NumpyRandom(1).permutation(1)).containsExactly(0);
        assertThat(new NumpyRandom(1).permutation(0)).isEmpty();
    }

    @Test
    void shuffleIsNumpys() {
        int[] values = {10, 20, 30, 40, 50, 60, 70};
        new NumpyRandom(9).shuffle(values);
        assertThat(values).containsExactly(60, 20, 30, 40, 10, 50, 70);
    }

    @Test
    void aSeedNumpyDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> new NumpyRandom(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new NumpyRandom(4294967296L))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("seed is 4294967296; NumPy's generator takes 0 to 4294967295");
    }
}
