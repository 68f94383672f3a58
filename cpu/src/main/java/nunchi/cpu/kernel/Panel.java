package nunchi.cpu.kernel;

/// What the tiles of one panel share; filled in by one thread and read by its tiles.
///
/// A tile computes `C[i, j] (+)= Σₚ A[i, p] · B[p, j]` for its rows and for its whole width, as one chain of fused
/// multiply-adds in the order of p. `A[i, p]` lies at `ao + aRow[i] + aStep[first + p]`, `B[p, j]` at
/// `bo + p·bStep + j`, `C[i, j]` at `co + i·cRow + j`. With two tables A can be a matrix, its transpose, or what a
/// window sees of an image, without being copied.
///
/// Either the elements of a row lie next to each other, `aStep[first + p] = aStep[first] + p`, or those of a column do,
/// `aRow[i] = aRow[0] + i`.
public final class Panel {
    public static final int MOST_ROWS = 12;

    /// For each of a tile's rows; those beyond `rows` repeat the last, unless the tile goes across.
    public final int[] aRow = new int[MOST_ROWS];
    public int[] aStep = {};
    /// Whether the elements of a column lie next to each other, rather than those of a row. A tile then reads
    /// on for rows that are not there.
    public boolean across;
    /// Whether A lies in columns of a tile's rows and B in rows of its width, each right behind the one before:
    /// `A[i, p]` at `ao + aRow[0] + aStep[first] + p·rows + i`, with the rows of the whole tile, and `bStep` its width.
    public boolean packed;
    public int first;
    public float[] b = {};
    public int bo;
    public int bStep;
    public int cRow;
    /// The number of products summed up here.
    public int depth;
    /// The rows that are there; a tile's further rows repeat the last.
    public int rows;
    /// Whether to go on from what C holds, instead of 0.
    public boolean accumulate;
}
