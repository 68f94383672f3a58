package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import nunchi.tensor.FlushToZero;

/// [Functions] on vectors: the same operations in the same order, so that every lane has the scalar's bits. Comparisons
/// and blends stand for `min` and `max`, whose treatment of NaN and -0 costs more and is not wanted.
final class VectorFunctions {
    private static final int MANTISSA_BITS = 23;
    private static final int GAMMA = 0x9E3779B9;
    private static final IntVector LANE_GAMMAS =
            IntVector.zero(IntVector.SPECIES_PREFERRED).addIndex(1).mul(GAMMA);

    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(constant(Functions.LOG2_E), constant(Functions.ROUND));
        FloatVector n = shifted.sub(Functions.ROUND);
        FloatVector r = n.fma(constant(-Functions.LN2_LOW), n.fma(constant(-Functions.LN2_HIGH), x));
        FloatVector p = constant(1.9875691500e-4f);
        p = p.fma(r, constant(1.3981999507e-3f));
        p = p.fma(r, constant(8.3334519073e-3f));
        p = p.fma(r, constant(4.1665795894e-2f));
        p = p.fma(r, constant(1.6666665459e-1f));
        p = p.fma(r, constant(5.0000001201e-1f));
        p = p.fma(r.mul(r), r.add(1f));
        IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        FloatVector result = p.reinterpretAsInts().add(power).reinterpretAsFloats();
        result = result.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Functions.EXP_HIGHEST));
        return result.blend(0f, x.lt(Functions.EXP_LOWEST));
    }

    static FloatVector log(FloatVector value) {
        VectorMask<Float> tiny = value.lt(FlushToZero.SMALLEST);
        IntVector bits = value.blend(value.mul(0x1p24f), tiny).reinterpretAsInts();
        IntVector exponent = bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS).sub(126);
        FloatVector e = ((FloatVector) exponent.convert(VectorOperators.I2F, 0))
                .sub(constant(0f).blend(24f, tiny));
        FloatVector half = bits.and(0x007FFFFF).or(0x3F000000).reinterpretAsFloats();
        VectorMask<Float> low = half.lt(Functions.ROOT_HALF);
        e = e.sub(constant(0f).blend(1f, low));
        FloatVector m = half.blend(half.add(half), low).sub(1f);
        FloatVector z = m.mul(m);
        FloatVector p = constant(7.0376836292e-2f);
        p = p.fma(m, constant(-1.1514610310e-1f));
        p = p.fma(m, constant(1.1676998740e-1f));
        p = p.fma(m, constant(-1.2420140846e-1f));
        p = p.fma(m, constant(1.4249322787e-1f));
        p = p.fma(m, constant(-1.6668057665e-1f));
        p = p.fma(m, constant(2.0000714765e-1f));
        p = p.fma(m, constant(-2.4999993993e-1f));
        p = p.fma(m, constant(3.3333331174e-1f));
        FloatVector y = e.fma(constant(Functions.LN2_LOW), p.mul(m).mul(z));
        FloatVector result =
                e.fma(constant(Functions.LN2_HIGH), m.add(constant(-0.5f).fma(z, y)));
        result = result.blend(Float.POSITIVE_INFINITY, value.eq(Float.POSITIVE_INFINITY));
        result = result.blend(Float.NEGATIVE_INFINITY, value.eq(0f));
        return constant(Float.NaN).blend(result, value.compare(VectorOperators.GE, 0f));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector y = constant(1f).div(exp(x.neg()).add(1f));
        return y.blend(0f, y.lt(FlushToZero.SMALLEST_PROBABILITY));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector far =
                withSign(constant(1f).sub(constant(2f).div(exp(size.add(size)).add(1f))), x);
        FloatVector z = square(size);
        FloatVector p = constant(-5.70498872745e-3f);
        p = p.fma(z, constant(2.06390887954e-2f));
        p = p.fma(z, constant(-5.37397155531e-2f));
        p = p.fma(z, constant(1.33314422036e-1f));
        p = p.fma(z, constant(-3.33332819422e-1f));
        FloatVector near = p.mul(z).fma(x, x);
        return far.blend(near, size.lt(0.625f));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector u = e.add(1f);
        FloatVector logOnePlus = log(u).sub(u.sub(1f).sub(e).div(u));
        return x.blend(0f, x.lt(0f)).add(logOnePlus);
    }

    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector z = square(size);
        FloatVector p = constant(7.853861353153693e-5f);
        p = p.fma(z, constant(-8.010193625184903e-4f));
        p = p.fma(z, constant(5.188327685732524e-3f));
        p = p.fma(z, constant(-2.685381193529856e-2f));
        p = p.fma(z, constant(1.128358514861418e-1f));
        p = p.fma(z, constant(-3.761262582423300e-1f));
        p = p.fma(z, constant(1.128379165726710f));
        FloatVector near = x.mul(p);
        FloatVector t = constant(1f).div(constant(0.3275911f).fma(size, constant(1f)));
        FloatVector q = constant(1.061405429f);
        q = q.fma(t, constant(-1.453152027f));
        q = q.fma(t, constant(1.421413741f));
        q = q.fma(t, constant(-0.284496736f));
        q = q.fma(t, constant(0.254829592f));
        FloatVector far = withSign(constant(1f).sub(q.mul(t).mul(exp(z.neg()))), x);
        return far.blend(near, size.lt(1f));
    }

    private static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        IntVector signBit = sign.reinterpretAsInts().and(0x80000000);
        return magnitude.reinterpretAsInts().and(0x7FFFFFFF).or(signBit).reinterpretAsFloats();
    }

    private static FloatVector square(FloatVector size) {
        FloatVector root = size.blend(Functions.SMALLEST_SQUARED, size.lt(Functions.SMALLEST_SQUARED));
        return root.mul(root);
    }

    /// [FlushToZero#of] of every lane.
    static FloatVector flush(FloatVector x) {
        return x.blend(0f, x.abs().lt(FlushToZero.SMALLEST));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, value);
    }

    /// [nunchi.random.RandomKey#uniformFloat] of neighbouring positions.
    ///
    /// @param low  half of the key's bits
    /// @param high the other half
    static FloatVector uniform(int low, int high, int first) {
        IntVector bits = mix(mix(LANE_GAMMAS.add(first * GAMMA + low)).lanewise(VectorOperators.XOR, high));
        return ((FloatVector) bits.lanewise(VectorOperators.LSHR, 8).convert(VectorOperators.I2F, 0)).mul(0x1p-24f);
    }

    private static IntVector mix(IntVector value) {
        IntVector x = value;
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16))
                .mul(0x7FEB352D);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15))
                .mul(0x846CA68B);
        return x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
    }
}
