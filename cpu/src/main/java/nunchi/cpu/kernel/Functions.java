package nunchi.cpu.kernel;

import nunchi.tensor.FlushToZero;

/// Elementary functions in float32 made of fused multiply-adds alone, so that every machine gives the same bits; what
/// the scalar twins and the ends of vector loops compute. [VectorFunctions] has the same operations in the same order.
///
/// Polynomials after the Cephes library (Moshier, 1992). Errors against float64 are below 2 units in the last place for
/// exp, log, sigmoid and tanh, and below 2e-7 absolutely for erf.
final class Functions {
    static final float LOG2_E = 1.44269504f;
    /// Adding and taking away 1.5 · 2²³ rounds to the nearest integer and leaves it in the low bits.
    static final float ROUND = 12582912f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float EXP_LOWEST = -87.33654f;
    static final float EXP_HIGHEST = 88.72283f;
    /// The square of anything smaller could be subnormal, and changes no bit of what is made of it.
    static final float SMALLEST_SQUARED = 0x1p-60f;
    static final float ROOT_HALF = 0.70710678f;

    private Functions() {}

    /// Results below the smallest normal number are 0.
    static float exp(float x) {
        float shifted = Math.fma(x, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = 1.9875691500e-4f;
        p = Math.fma(p, r, 1.3981999507e-3f);
        p = Math.fma(p, r, 8.3334519073e-3f);
        p = Math.fma(p, r, 4.1665795894e-2f);
        p = Math.fma(p, r, 1.6666665459e-1f);
        p = Math.fma(p, r, 5.0000001201e-1f);
        p = Math.fma(p, r * r, r + 1);
        float result = Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(shifted) << 23));
        result = x > EXP_HIGHEST ? Float.POSITIVE_INFINITY : result;
        return x < EXP_LOWEST ? 0f : result;
    }

    static float log(float value) {
        boolean tiny = value < FlushToZero.SMALLEST;
        int bits = Float.floatToRawIntBits(tiny ? value * 0x1p24f : value);
        float e = (float) ((bits >>> 23) - 126) - (tiny ? 24f : 0f);
        float half = Float.intBitsToFloat((bits & 0x007FFFFF) | 0x3F000000);
        boolean low = half < ROOT_HALF;
        e = e - (low ? 1f : 0f);
        float m = (low ? half + half : half) - 1f;
        float z = m * m;
        float p = 7.0376836292e-2f;
        p = Math.fma(p, m, -1.1514610310e-1f);
        p = Math.fma(p, m, 1.1676998740e-1f);
        p = Math.fma(p, m, -1.2420140846e-1f);
        p = Math.fma(p, m, 1.4249322787e-1f);
        p = Math.fma(p, m, -1.6668057665e-1f);
        p = Math.fma(p, m, 2.0000714765e-1f);
        p = Math.fma(p, m, -2.4999993993e-1f);
        p = Math.fma(p, m, 3.3333331174e-1f);
        float y = Math.fma(e, LN2_LOW, p * m * z);
        float result = Math.fma(e, LN2_HIGH, m + Math.fma(-0.5f, z, y));
        result = value == Float.POSITIVE_INFINITY ? value : result;
        result = value == 0 ? Float.NEGATIVE_INFINITY : result;
        return value >= 0 ? result : Float.NaN;
    }

    static float sigmoid(float x) {
        float y = 1f / (1f + exp(-x));
        return y < FlushToZero.SMALLEST_PROBABILITY ? 0f : y;
    }

    static float tanh(float x) {
        float size = Math.abs(x);
        float far = Math.copySign(1f - 2f / (exp(size + size) + 1f), x);
        float z = square(size);
        float p = -5.70498872745e-3f;
        p = Math.fma(p, z, 2.06390887954e-2f);
        p = Math.fma(p, z, -5.37397155531e-2f);
        p = Math.fma(p, z, 1.33314422036e-1f);
        p = Math.fma(p, z, -3.33332819422e-1f);
        float near = Math.fma(p * z, x, x);
        return size < 0.625f ? near : far;
    }

    /// The square of a size, or of the smallest one worth it.
    private static float square(float size) {
        float root = size < SMALLEST_SQUARED ? SMALLEST_SQUARED : size;
        return root * root;
    }

    /// ln(1 + e) for e in [0, 1], exact where e is small.
    static float logOnePlus(float e) {
        float u = 1f + e;
        return log(u) - ((u - 1f) - e) / u;
    }

    static float softplus(float x) {
        float positive = x < 0 ? 0f : x;
        return positive + logOnePlus(exp(-Math.abs(x)));
    }

    static float erf(float x) {
        float size = Math.abs(x);
        float z = square(size);
        float p = 7.853861353153693e-5f;
        p = Math.fma(p, z, -8.010193625184903e-4f);
        p = Math.fma(p, z, 5.188327685732524e-3f);
        p = Math.fma(p, z, -2.685381193529856e-2f);
        p = Math.fma(p, z, 1.128358514861418e-1f);
        p = Math.fma(p, z, -3.761262582423300e-1f);
        p = Math.fma(p, z, 1.128379165726710f);
        float near = x * p;
        float t = 1f / Math.fma(0.3275911f, size, 1f);
        float q = 1.061405429f;
        q = Math.fma(q, t, -1.453152027f);
        q = Math.fma(q, t, 1.421413741f);
        q = Math.fma(q, t, -0.284496736f);
        q = Math.fma(q, t, 0.254829592f);
        float far = Math.copySign(1f - q * t * exp(-z), x);
        return size < 1f ? near : far;
    }
}
