package nunchi.cpu.kernel;

/// What the tiles of one panel share; filled in by one thread and read by its tiles.
///
/// A tile computes `C[i, j] (+)= Σₚ A[i, p] · B[p, j]` for up to its rows and for its whole width, as one chain of fused
/// multiply-adds in the order of p. `A[i, p]` lies at `ao + i·aRow + p·aStep`, `B[p, j]` at `bo + p·bStep + j`, `C[i, j]` at
/// `co + i·cRow + j`.
public final class Panel {
    public float[] b;
    public int bo;
    public int bStep;
    public int aRow;
    public int aStep;
    public int cRow;
    /// The number of products summed up here.
    public int depth;
    /// The rows that are there; a tile's further rows repeat the last.
    public int rows;
    /// Whether to go on from what C holds, instead of 0.
    public boolean accumulate;
}
