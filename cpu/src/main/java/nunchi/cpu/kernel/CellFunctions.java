package nunchi.cpu.kernel;

/// Passes over the gates of recurrent cells that would read and write them many times as [Arithmetic]. Scalar and
/// vector twin give the same bits; every product and every sum is rounded and flushed on its own.
public interface CellFunctions {

    /// One step of an LSTM for one sequence, backwards, for `n` units: from the adjoints of h and c to those of the
    /// sums, in the blocks i, f, c, o, and to what the cell state before gets.
    ///
    /// @param m      the adjoint of h from `h` on, that of c from `c` on, which becomes that of the cell state before,
    ///               the hyperbolic tangent of the cell state from `output` on; to `z` go the blocks, n values each
    /// @param gates  the blocks after their functions, from `g` on, n values each
    /// @param before the cell state before, from `b` on
    void lstmBackward(float[] m, int z, int h, int c, int output, float[] gates, int g, float[] before, int b, int n);

    /// One step of a GRU for one sequence, backwards, for `n` units: from the adjoint of h to those of the sums of
    /// update gate and candidate, and to what the state before gets by the update gate. Where the reset comes after the
    /// product, also to the adjoint of the reset gate's sum.
    ///
    /// @param m      the adjoint of h from `h` on, which becomes that of the state before; to `z` go the blocks of
    ///               update gate, reset gate and candidate, n values each
    /// @param gates  the blocks after their functions from `g` on, n values each; where the reset comes after the
    ///               product, that of the candidate before the reset behind them
    /// @param before the state before, from `b` on
    void gruBackward(float[] m, int z, int h, float[] gates, int g, float[] before, int b, int n, boolean resetAfter);
}
