package nunchi.graph.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every question that a window's axis answers by a formula, against counting by its definition.
class WindowAxisTest {
    static List<WindowAxis> axes() {
        return IntStream.iterate(0, i -> i < 3 * 3 * 2 * 5 * 4 * 4, i -> i + 11)
                .mapToObj(i -> new WindowAxis(
                        1 + i % 3, 1 + i / 3 % 3, 1 + i / 9 % 2, i / 18 % 5 - 1, i / 90 % 4 - 1, 6 + i / 360 % 4))
                .toList();
    }

    private static int[] where(int count, IntPredicate holds) {
        return IntStream.range(0, count).filter(holds).toArray();
    }

    private static boolean inside(WindowAxis axis, int output, int tap) {
        int position = output * axis.stride() + tap * axis.dilation() - axis.before();
        return position >= 0 && position < axis.input();
    }

    @ParameterizedTest
    @MethodSource("axes")
    void theLastWindowIsTheLastThatFits(WindowAxis axis) {
        int padded = axis.before() + axis.input() + axis.after();
        assertThat(axis.span(axis.output())).isLessThanOrEqualTo(padded);
        assertThat(axis.span(axis.output() + 1)).isGreaterThan(padded);
        assertThat(axis.overhang()).isEqualTo(axis.position(axis.output() - 1, axis.kernel() - 1) + 1 - axis.input());
    }

    @ParameterizedTest
    @MethodSource("axes")
    void tapsAndOutputsInsideAreRanges(WindowAxis axis) {
        for (int output = 0; output < axis.output(); output++) {
            int of = output;
            assertThat(IntStream.range(axis.firstTap(output), axis.endTap(output))
                            .toArray())
                    .isEqualTo(where(axis.kernel(), tap -> inside(axis, of, tap)));
        }
        for (int tap = 0; tap < axis.kernel(); tap++) {
            int of = tap;
            assertThat(IntStream.range(axis.firstOutput(tap), axis.endOutput(tap))
                            .toArray())
                    .isEqualTo(where(axis.output(), output -> inside(axis, output, of)));
        }
    }

    @ParameterizedTest
    @MethodSource("axes")
    void aPositionIsReadByTheOutputsThatLieOverIt(WindowAxis axis) {
        for (int position = 0; position < axis.input(); position++) {
            for (int tap = 0; tap < axis.kernel(); tap++) {
                int at = position;
                int of = tap;
                int[] readers = where(axis.output(), output -> axis.position(output, of) == at);
                assertThat(axis.reads(position, tap) ? new int[] {axis.reader(position, tap)} : new int[0])
                        .isEqualTo(readers);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("axes")
    void windowsTileWhereEveryPositionLiesInJustOneAndNonePadding(WindowAxis axis) {
        List<Integer> covered = IntStream.range(0, axis.output())
                .boxed()
                .flatMap(output -> IntStream.range(0, axis.kernel()).mapToObj(tap -> axis.position(output, tap)))
                .toList();
        List<Integer> positions = IntStream.range(0, axis.input()).boxed().toList();
        assertThat(axis.tiles()).isEqualTo(axis.dilation() == 1 && covered.equals(positions));
        assertThat(axis.disjoint()).isEqualTo(axis.position(1, 0) > axis.position(0, axis.kernel() - 1));
    }

    @ParameterizedTest
    @MethodSource("axes")
    void theGroupedAxisReadsWhatItsOutputsRead(WindowAxis axis) {
        for (int size = 1; size <= 3; size++) {
            WindowAxis grouped = axis.grouped(size);
            assertThat(grouped.output()).isEqualTo(Math.ceilDiv(axis.output(), size));
            for (int group = 0; group < grouped.output(); group++) {
                assertThat(grouped.position(group, 0)).isEqualTo(axis.position(group * size, 0));
                assertThat(grouped.position(group, grouped.kernel() - 1))
                        .isEqualTo(axis.position(group * size + size - 1, axis.kernel() - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("axes")
    void theTransposedAxesReadEveryPositionsReaders(WindowAxis axis) {
        for (int remainder = 0; remainder < axis.stride(); remainder++) {
            int[] taps = axis.taps(remainder);
            if (taps.length == 0) {
                continue;
            }
            WindowAxis transposed = axis.transposed(remainder);
            assertThat(transposed.output()).isEqualTo(axis.positions(remainder));
            assertThat(transposed.input()).isEqualTo(axis.output());
            for (int i = 0; i < axis.positions(remainder); i++) {
                for (int t = 0; t < taps.length; t++) {
                    assertThat(axis.position(transposed.position(i, t), taps[t]))
                            .isEqualTo(remainder + i * axis.stride());
                }
            }
        }
    }
}
