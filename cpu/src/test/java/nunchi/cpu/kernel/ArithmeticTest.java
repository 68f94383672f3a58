package nunchi.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import nunchi.graph.op.Unary.Erf;
import nunchi.graph.op.Unary.Exp;
import nunchi.graph.op.Unary.Log;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Softplus;
import nunchi.graph.op.Unary.Tanh;
import nunchi.random.RandomKey;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vector twins give the scalars' bits, and the scalars the functions they stand for.
class ArithmeticTest {
    private static final float[] INPUTS = inputs();
    private static final Arithmetic SCALAR = new ScalarArithmetic();
    private static final Arithmetic VECTOR = new VectorArithmetic();

    private interface Run {
        void apply(Arithmetic kernels, float[] y, float[] x, int n);
    }

    /// @param tolerance relative to the larger of the value and 2^-20
    private record Function(String name, Run run, DoubleUnaryOperator definition, double tolerance) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Function> FUNCTIONS = List.of(
            new Function("exp", (k, y, x, n) -> k.exp(y, 0, x, 0, n), new Exp()::apply, 2.5e-7),
            new Function("log", (k, y, x, n) -> k.log(y, 0, x, 0, n), new Log()::apply, 2.5e-7),
            new Function("sigmoid", (k, y, x, n) -> k.sigmoid(y, 0, x, 0, n), new Sigmoid()::apply, 3.5e-7),
            new Function("tanh", (k, y, x, n) -> k.tanh(y, 0, x, 0, n), new Tanh()::apply, 2.5e-7),
            new Function("softplus", (k, y, x, n) -> k.softplus(y, 0, x, 0, n), new Softplus()::apply, 4e-7),
            new Function("erf", (k, y, x, n) -> k.erf(y, 0, x, 0, n), new Erf()::apply, 4e-7),
            new Function("negate", (k, y, x, n) -> k.negate(y, 0, x, 0, n), x -> -x, 0),
            new Function("absolute", (k, y, x, n) -> k.absolute(y, 0, x, 0, n), Math::abs, 0),
            new Function("sqrt", (k, y, x, n) -> k.sqrt(y, 0, x, 0, n), Math::sqrt, 6e-8),
            new Function("relu", (k, y, x, n) -> k.relu(y, 0, x, 0, n), x -> x < 0 ? 0 : x, 0));

    private static float[] inputs() {
        float[] special = {
            0f,
            -0f,
            1f,
            -1f,
            88.72f,
            88.73f,
            89f,
            -87.33f,
            -87.34f,
            -104f,
            1000f,
            -1000f,
            0.625f,
            1e-30f,
            1e-40f,
            Float.MAX_VALUE,
            Float.MIN_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN
        };
        float[] inputs = new float[special.length + 4003];
        System.arraycopy(special, 0, inputs, 0, special.length);
        for (int i = special.length; i < inputs.length; i++) {
            double scale = i % 3 == 0 ? 1 : i % 3 == 1 ? 10 : 80;
            inputs[i] = (float) (scale * RandomKey.of(3).normal(i));
        }
        return inputs;
    }

    @ParameterizedTest
    @FieldSource("FUNCTIONS")
    void vectorsHaveTheScalarsBits(Function function) {
        float[] scalar = new float[INPUTS.length];
        float[] vector = new float[INPUTS.length];
        function.run().apply(SCALAR, scalar, INPUTS, INPUTS.length);
        function.run().apply(VECTOR, vector, INPUTS, INPUTS.length);
        assertThat(vector).containsExactly(scalar);
    }

    @ParameterizedTest
    @FieldSource("FUNCTIONS")
    void scalarsAreTheFunctionTheyStandFor(Function function) {
        float[] result = new float[INPUTS.length];
        function.run().apply(SCALAR, result, INPUTS, INPUTS.length);
        for (int i = 0; i < INPUTS.length; i++) {
            double expected = function.definition().applyAsDouble(INPUTS[i]);
            if (Double.isNaN(expected) || Float.isInfinite((float) expected)) {
                assertThat(result[i]).as("of %s", INPUTS[i]).isEqualTo(Float.valueOf((float) expected));
            } else {
                assertThat((double) result[i])
                        .as("of %s", INPUTS[i])
                        .isCloseTo(
                                expected, Offset.offset(function.tolerance() * Math.max(Math.abs(expected), 0x1p-20)));
            }
        }
    }

    /// Products and sums of every size, of subnormal results and of special values among them.
    @Test
    void aProductAndItsSumInOnePassHaveTheBitsOfTwo() {
        int n = INPUTS.length;
        float[] others = new float[n];
        float[] last = new float[n];
        for (int i = 0; i < n; i++) {
            others[i] = i % 4 == 0
                    ? INPUTS[n - 1 - i]
                    : (float) Math.scalb(1 + 0.3 * RandomKey.of(4).normal(i), -120 - i % 12);
            last[i] = i % 3 == 0
                    ? INPUTS[(7 * i) % n]
                    : (float) Math.scalb(RandomKey.of(5).normal(i), -122 - i % 7);
        }
        float[] product = new float[n];
        SCALAR.multiply(product, 0, INPUTS, 0, others, 0, n);
        float[] sum = new float[n];
        SCALAR.add(sum, 0, product, 0, last, 0, n);
        float[] difference = new float[n];
        SCALAR.subtract(difference, 0, last, 0, product, 0, n);
        for (Arithmetic kernels : List.of(SCALAR, VECTOR)) {
            float[] y = new float[n];
            kernels.multiplyAdd(y, 0, INPUTS, 0, others, 0, last, 0, n);
            assertThat(y).containsExactly(sum);
            kernels.subtractProduct(y, 0, INPUTS, 0, others, 0, last, 0, n);
            assertThat(y).containsExactly(difference);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 100, 784})
    void squaredDistancesHaveTheSameBitsAndAreThoseOfTheirDefinition(int n) {
        float[] x = new float[n + 3];
        float[] y = new float[n + 5];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            x[3 + i] = (float) RandomKey.of(4).normal(i);
            y[5 + i] = (float) RandomKey.of(5).normal(i);
            expected += ((double) x[3 + i] - y[5 + i]) * ((double) x[3 + i] - y[5 + i]);
        }
        float scalar = SCALAR.squaredDistance(x, 3, y, 5, n, new float[16]);
        assertThat(VECTOR.squaredDistance(x, 3, y, 5, n, new float[16])).isEqualTo(scalar);
        assertThat((double) scalar).isCloseTo(expected, Offset.offset(1e-6 * expected));
    }

    /// Positions around 2^31 too, where they turn negative.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12_345, Integer.MAX_VALUE - 40})
    void uniformNumbersAreThoseOfTheirKey(int first) {
        RandomKey key = RandomKey.of(9).with("mask").with(3);
        float[] expected = new float[101];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = key.uniformFloat(first + i);
        }
        for (Arithmetic kernels : List.of(SCALAR, VECTOR)) {
            float[] drawn = new float[7 + expected.length];
            kernels.uniform(drawn, 7, key.bits(), first, expected.length);
            assertThat(Arrays.copyOfRange(drawn, 7, drawn.length)).containsExactly(expected);
        }
    }
}
