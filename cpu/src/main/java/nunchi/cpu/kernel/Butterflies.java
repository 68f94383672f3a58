package nunchi.cpu.kernel;

/// The passes of a discrete Fourier transform of many signals side by side (Stockham's order, decimation in frequency):
/// one pass takes each transform of length `radix · m` to `radix` transforms of length m. The result needs no
/// reordering.
///
/// All implementations give the same bits.
public interface Butterflies {

    /// A pass whose radix is 2, 3 or 4: `y[radix·p + k] = w(p)ᵏ · Σⱼ x[p + m·j] · exp(-2πi·j·k / radix)`, where every
    /// element is a run of complex numbers.
    void pass(Pass pass, Complex x, Complex y);

    /// Where complex numbers lie: real parts from `real` on, imaginary parts from `imaginary` on.
    record Complex(float[] values, int real, int imaginary) {
        /// With real and imaginary parts exchanged: transforming this is transforming back.
        public Complex exchanged() {
            return new Complex(values, imaginary, real);
        }
    }

    /// What a pass does.
    ///
    /// @param m   the length of the transforms it leads to
    /// @param run numbers of an element, a multiple of 16
    /// @param cos real parts of `w(p)ᵏ`, at `p · (radix - 1) + k - 1`
    /// @param sin imaginary parts
    record Pass(int radix, int m, int run, float[] cos, float[] sin) {}
}
