package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import nunchi.tensor.FlushToZero;

/// [Functions] on vectors: the same operations in the same order, so that every lane has the scalar's bits. Comparisons
/// and blends stand for `min` and `max`, whose treatment of NaN and -0 costs more and is not wanted. [VectorPasses] has
/// the longer functions in parts.
final class VectorFunctions {
    private static final int MANTISSA_BITS = 23;
    /// The bits of 2²³, whose last place counts ones.
    private static final int UNIT = 0x4B000000;
    private static final int GAMMA = 0x9E3779B9;
    private static final IntVector LANE_GAMMAS =
            IntVector.zero(IntVector.SPECIES_PREFERRED).addIndex(1).mul(GAMMA);

    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        return expUpwards(x).blend(0f, x.lt(Functions.EXP_LOWEST));
    }

    /// Of numbers that are not below what has a normal result.
    static FloatVector expUpwards(FloatVector x) {
        return expWithin(x).blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Functions.EXP_HIGHEST));
    }

    /// Of numbers that are not above what has a finite result.
    static FloatVector expDownwards(FloatVector x) {
        return expWithin(x).blend(0f, x.lt(Functions.EXP_LOWEST));
    }

    private static FloatVector expWithin(FloatVector x) {
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
        return p.reinterpretAsInts().add(power).reinterpretAsFloats();
    }

    /// The exponent e of `value = m · 2^e` with m from √½ to √2.
    static FloatVector exponent(FloatVector value) {
        VectorMask<Float> tiny = value.lt(FlushToZero.SMALLEST);
        IntVector bits = value.blend(value.mul(0x1p24f), tiny).reinterpretAsInts();
        FloatVector e = bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS)
                .or(UNIT)
                .reinterpretAsFloats()
                .sub(constant(0x1p23f + 126).blend(0x1p23f + 150, tiny));
        return e.blend(e.sub(1f), half(bits).lt(Functions.ROOT_HALF));
    }

    /// `m - 1` of `value = m · 2^e`.
    static FloatVector mantissa(FloatVector value) {
        VectorMask<Float> tiny = value.lt(FlushToZero.SMALLEST);
        FloatVector half = half(value.blend(value.mul(0x1p24f), tiny).reinterpretAsInts());
        return half.blend(half.add(half), half.lt(Functions.ROOT_HALF)).sub(1f);
    }

    /// The mantissa, from ½ to 1.
    private static FloatVector half(IntVector bits) {
        return bits.and(0x007FFFFF).or(0x3F000000).reinterpretAsFloats();
    }

    /// @param e [#exponent]
    /// @param m [#mantissa]
    static FloatVector log(FloatVector value, FloatVector e, FloatVector m) {
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
        result = result.blend(value, value.eq(Float.POSITIVE_INFINITY));
        result = result.blend(Float.NEGATIVE_INFINITY, value.eq(0f));
        return constant(Float.NaN).blend(result, value.compare(VectorOperators.GE, 0f));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector y = constant(1f).div(exp(x.neg()).add(1f));
        return y.blend(0f, y.lt(FlushToZero.SMALLEST_PROBABILITY));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector far = withSign(
                constant(1f).sub(constant(2f).div(expUpwards(size.add(size)).add(1f))), x);
        FloatVector z = square(size);
        FloatVector p = constant(-5.70498872745e-3f);
        p = p.fma(z, constant(2.06390887954e-2f));
        p = p.fma(z, constant(-5.37397155531e-2f));
        p = p.fma(z, constant(1.33314422036e-1f));
        p = p.fma(z, constant(-3.33332819422e-1f));
        FloatVector near = p.mul(z).fma(x, x);
        return far.blend(near, size.lt(0.625f));
    }

    /// @param e `exp(-|x|)`
    /// @param u `1 + e`
    /// @param logarithm of u
    static FloatVector softplus(FloatVector x, FloatVector e, FloatVector u, FloatVector logarithm) {
        FloatVector logOnePlus = logarithm.sub(u.sub(1f).sub(e).div(u));
        return x.blend(0f, x.lt(0f)).add(logOnePlus);
    }

    /// `exp(-x²)`
    static FloatVector expOfSquare(FloatVector x) {
        return expDownwards(square(x.abs()).neg());
    }

    /// The error function of numbers not between -1 and 1.
    ///
    /// @param power [#expOfSquare]
    static FloatVector erfFar(FloatVector x, FloatVector power) {
        FloatVector t = constant(1f).div(constant(0.3275911f).fma(x.abs(), constant(1f)));
        FloatVector q = constant(1.061405429f);
        q = q.fma(t, constant(-1.453152027f));
        q = q.fma(t, constant(1.421413741f));
        q = q.fma(t, constant(-0.284496736f));
        q = q.fma(t, constant(0.254829592f));
        return withSign(constant(1f).sub(q.mul(t).mul(power)), x);
    }

    /// @param far [#erfFar]
    static FloatVector erf(FloatVector x, FloatVector far) {
        FloatVector size = x.abs();
        FloatVector z = square(size);
        FloatVector p = constant(7.853861353153693e-5f);
        p = p.fma(z, constant(-8.010193625184903e-4f));
        p = p.fma(z, constant(5.188327685732524e-3f));
        p = p.fma(z, constant(-2.685381193529856e-2f));
        p = p.fma(z, constant(1.128358514861418e-1f));
        p = p.fma(z, constant(-3.761262582423300e-1f));
        p = p.fma(z, constant(1.128379165726710f));
        return far.blend(x.mul(p), size.lt(1f));
    }

    /// @param magnitude not below 0
    private static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        return magnitude.blend(magnitude.neg(), sign.lt(0f));
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
