package nunchi.data;

import nunchi.check.Check;

/// NumPy's legacy generator, `numpy.random.RandomState(seed)`: the same numbers in the same order, so that splits and
/// studies made with NumPy and scikit-learn can be repeated.
///
/// The generator is MT19937 (Matsumoto and Nishimura: *Mersenne Twister*, ACM TOMACS 8, 1998); the methods carry
/// NumPy's names. Integers are exact; [#randn()] may differ from NumPy's in the last bit, since it takes `StrictMath`'s
/// logarithm and NumPy the C library's. Not to be shared by threads: each number changes the state.
public final class NumpyRandom {
    private static final int WORDS = 624;
    private static final int LAG = 397;
    private static final int TWIST = 0x9908B0DF;
    private static final int TOP_BIT = 0x80000000;
    private static final int LOW_BITS = 0x7FFFFFFF;
    private static final long LARGEST_SEED = 0xFFFFFFFFL;

    private final int[] state = new int[WORDS];
    private int next = WORDS;
    private double second;
    private boolean secondIsLeft;

    /// @param seed in 0 … 2^32 - 1
    public NumpyRandom(long seed) {
        Check.require(
                seed >= 0 && seed <= LARGEST_SEED,
                "seed is %d; NumPy's generator takes 0 to %d".formatted(seed, LARGEST_SEED));
        int word = (int) seed;
        for (int i = 0; i < WORDS; i++) {
            state[i] = word;
            word = 1812433253 * (word ^ (word >>> 30)) + i + 1;
        }
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    public double randomSample() {
        long high = bits() >>> 5;
        long low = bits() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    /// Standard normal, by Marsaglia's polar method: each pair of uniforms inside the unit circle gives two, and the
    /// second is kept for the next call.
    public double randn() {
        if (secondIsLeft) {
            secondIsLeft = false;
            return second;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * randomSample() - 1;
            y = 2 * randomSample() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        second = factor * x;
        secondIsLeft = true;
        return factor * y;
    }

    /// The values of `randn(…)` of any shape with `count` values, last axis fastest.
    public double[] randn(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = randn();
        }
        return values;
    }

    /// A random order of 0 … n-1.
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }

    /// Fisher and Yates' shuffle in place, from the last to the second.
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = interval(i);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    /// Uniform in 0 … largest, by masked rejection: words cut to the bits of `largest` until one is not above it.
    private int interval(int largest) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
        int value;
        do {
            value = bits() & mask;
        } while (value > largest);
        return value;
    }

    /// 32 random bits.
    private int bits() {
        if (next == WORDS) {
            twist();
            next = 0;
        }
        int word = state[next++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >>> 18);
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int mixed = (state[i] & TOP_BIT) | (state[(i + 1) % WORDS] & LOW_BITS);
            state[i] = state[(i + LAG) % WORDS] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
        }
    }
}
