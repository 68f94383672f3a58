package nunchi.random;

/// Counter-based random numbers: each number is a pure function of a key and a position, so that any part of a sequence
/// can be made anywhere, in any order, by any thread, and is the same.
///
/// A key is made of a seed and the purposes it is split by: `RandomKey.of(seed).with("0.dense/weight")`, `.with(step)`.
/// The 64-bit numbers are SplitMix64's finalizer (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*,
/// OOPSLA 2014) over key + (position + 1)·γ; the 32-bit ones for masks apply two rounds of a 32-bit finalizer, which
/// vector units have.
public record RandomKey(long bits) {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT_53 = 0x1p-53;
    private static final float UNIT_24 = 0x1p-24f;

    /// The key that everything random in a run comes from.
    public static RandomKey of(long seed) {
        return new RandomKey(mix(seed + GAMMA));
    }

    /// The key of one of many: a step, an epoch, a row.
    public RandomKey with(long part) {
        return new RandomKey(mix(bits ^ mix(part + GAMMA)));
    }

    /// The key of a purpose: `shuffle`, `0.dropout`. Keys of different purposes have nothing in common.
    public RandomKey with(String purpose) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        return with(hash);
    }

    /// 64 random bits.
    public long bits(long position) {
        return mix(bits + (position + 1) * GAMMA);
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    public double uniform(long position) {
        return (bits(position) >>> 11) * UNIT_53;
    }

    /// Standard normal by Box and Muller's transform of the uniforms at `2·position` and `2·position + 1`.
    public double normal(long position) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * position)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(2 * position + 1));
    }

    /// A random order of 0 … n-1, `[n]` (Fisher and Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) Math.multiplyHigh(bits(i) >>> 1, 2L * (i + 1));
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /// Uniform float in [0, 1), a multiple of 2^-24, from 32-bit arithmetic alone: what a backend's mask kernels
    /// compute.
    public float uniformFloat(int position) {
        int low = mix32(position * 0x9E3779B9 + (int) bits);
        return (mix32(low ^ (int) (bits >>> 32)) >>> 8) * UNIT_24;
    }

    /// The 32-bit finalizer "lowbias32" (Wellons, 2018; public domain).
    private static int mix32(int value) {
        int x = value;
        x = (x ^ (x >>> 16)) * 0x7FEB352D;
        x = (x ^ (x >>> 15)) * 0x846CA68B;
        return x ^ (x >>> 16);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
