package nunchi.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.kernel.WindowFunctions.Stride;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The vector twins give the scalars' bits for every number of channels, and touch nothing beyond the room that they
/// are given.
class WindowFunctionsTest {
    private static final int FIRST = 12;
    private static final int SIZE = 1024;
    private static final int MOST = 70;
    private static final int PITCH = 80;
    private static final int[] PLACES = {0, 3 * PITCH, 4 * PITCH, 5 * PITCH};
    private static final Points POINTS = new Points(PLACES, new int[] {2 * PITCH, 0, PITCH, 3 * PITCH});
    private static final float[] A = values(7);
    private static final float[] B = values(11);
    private static final float[] NUMBERS = numbers();

    private interface Run {
        void apply(WindowFunctions functions, float[] result, int room, int n);
    }

    private record Function(String name, Run run) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Function> FUNCTIONS = List.of(
            new Function("largest", (f, y, room, n) -> f.largest(y, FIRST, room, A, FIRST, PLACES, n)),
            new Function("winners", (f, y, room, n) -> f.winners(y, FIRST, room, A, FIRST, PLACES, n)),
            new Function("pick", (f, y, room, n) -> f.pick(y, FIRST, room, winners(n), FIRST, A, FIRST, 2, n)),
            new Function("put", (f, x, room, n) -> f.put(x, FIRST, room, winners(n), FIRST, A, FIRST, 2, n)),
            new Function("add", (f, x, room, n) -> f.add(x, FIRST, room, winners(n), FIRST, A, FIRST, 2, n)),
            new Function(
                    "chain", (f, y, room, n) -> f.chain(y, FIRST, room, NUMBERS, FIRST, NUMBERS, FIRST, POINTS, n)));

    /// Small whole numbers, so that many are equal; zeros of both signs, infinities, NaN.
    private static float[] values(int factor) {
        float[] special = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int drawn = (i * factor + i / PITCH * 5) % 17;
            values[i] = drawn < special.length ? special[drawn] : drawn / 3 - 3;
        }
        return values;
    }

    private static float[] numbers() {
        float[] numbers = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            numbers[i] = (float) Math.sin(i);
        }
        return numbers;
    }

    /// Of `n` channels; behind them none.
    private static float[] winners(int n) {
        float[] winners = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            winners[i] = i < FIRST + n ? i % 5 % 4 : -1;
        }
        return winners;
    }

    @ParameterizedTest
    @FieldSource("FUNCTIONS")
    void vectorsHaveTheScalarsBitsAndStayInTheirRoom(Function function) {
        for (int n = 1; n <= MOST; n++) {
            for (int room : new int[] {n, n + 1, n + 9, n + 16}) {
                float[] scalar = B.clone();
                float[] vector = B.clone();
                function.run().apply(new ScalarWindowFunctions(), scalar, room, n);
                function.run().apply(new VectorWindowFunctions(), vector, room, n);
                System.arraycopy(vector, FIRST + n, scalar, FIRST + n, room - n);
                assertThat(vector).as("%d channels, room for %d", n, room).containsExactly(scalar);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CHANNELS")
    void unpoolIsWinnersAndPut(int n) {
        float[] scalar = B.clone();
        float[] vector = B.clone();
        float[] expected = B.clone();
        float[] winners = new float[SIZE];
        new ScalarWindowFunctions().unpool(scalar, FIRST, NUMBERS, FIRST, A, FIRST, PLACES, n);
        new VectorWindowFunctions().unpool(vector, FIRST, NUMBERS, FIRST, A, FIRST, PLACES, n);
        new ScalarWindowFunctions().winners(winners, FIRST, n, A, FIRST, PLACES, n);
        for (int p = 0; p < PLACES.length; p++) {
            new ScalarWindowFunctions().put(expected, FIRST + PLACES[p], n, winners, FIRST, NUMBERS, FIRST, p, n);
        }
        assertThat(scalar).containsExactly(expected);
        assertThat(vector).containsExactly(expected);
    }

    private static final List<Integer> CHANNELS = List.of(16, 32, 48, 64);

    /// What lies behind the run, up to the next line, is free.
    @ParameterizedTest
    @FieldSource("WIDTHS")
    void correlateHasTheScalarsBits(int n) {
        float[] scalar = NUMBERS.clone();
        float[] vector = NUMBERS.clone();
        Stride stride = new Stride(PITCH, 2 * PITCH, 5);
        new ScalarWindowFunctions().correlate(scalar, FIRST, NUMBERS, FIRST, NUMBERS, FIRST + 1, stride, n);
        new VectorWindowFunctions().correlate(vector, FIRST, NUMBERS, FIRST, NUMBERS, FIRST + 1, stride, n);
        int line = (n + 15) / 16 * 16;
        System.arraycopy(vector, FIRST + n, scalar, FIRST + n, line - n);
        assertThat(vector).containsExactly(scalar);
    }

    private static final List<Integer> WIDTHS = List.of(1, 3, 4, 5, 15, 16, 17, 31, 33, 47, 48, 49, 63, 64, 65);
}
