package nunchi.cpu.numerics;

import java.util.ArrayList;
import java.util.List;
import nunchi.cpu.kernel.Butterflies;
import nunchi.cpu.kernel.Butterflies.Complex;
import nunchi.cpu.kernel.Butterflies.Pass;

/// The discrete Fourier transform of 16 signals side by side, `X[k] = Σ x[t] · exp(-2πi·k·t / n)`: element t of all of
/// them lies together.
final class Fourier {
    /// Signals side by side.
    static final int LANES = 16;

    private final int length;
    private final List<Pass> passes = new ArrayList<>();
    private final Butterflies butterflies;

    /// @param length `2ᵃ` or `3·2ᵃ`
    Fourier(int length, Butterflies butterflies) {
        this.length = length;
        this.butterflies = butterflies;
        int run = LANES;
        for (int rest = length; rest > 1; ) {
            int radix = rest % 4 == 0 ? 4 : rest % 3 == 0 ? 3 : 2;
            rest /= radix;
            passes.add(pass(radix, rest, run));
            run *= radix;
        }
    }

    /// The least length not below this.
    static int lengthFrom(int least) {
        int power = Integer.highestOneBit(Math.max(2, least - 1)) << 1;
        return power / 4 * 3 >= least ? power / 4 * 3 : power;
    }

    private static Pass pass(int radix, int m, int run) {
        float[] cos = new float[m * (radix - 1)];
        float[] sin = new float[m * (radix - 1)];
        for (int p = 0; p < m; p++) {
            for (int k = 1; k < radix; k++) {
                double angle = -2 * Math.PI * p * k / (radix * m);
                cos[p * (radix - 1) + k - 1] = (float) StrictMath.cos(angle);
                sin[p * (radix - 1) + k - 1] = (float) StrictMath.sin(angle);
            }
        }
        return new Pass(radix, m, run, cos, sin);
    }

    int length() {
        return length;
    }

    /// Floats of one part, real or imaginary, of the signals.
    int part() {
        return length * LANES;
    }

    /// Transforms x with y to work in.
    ///
    /// @return x or y: where the result is
    Complex transform(Complex x, Complex y) {
        Complex from = x;
        Complex to = y;
        for (Pass pass : passes) {
            butterflies.pass(pass, from, to);
            Complex written = to;
            to = from;
            from = written;
        }
        return from;
    }
}
