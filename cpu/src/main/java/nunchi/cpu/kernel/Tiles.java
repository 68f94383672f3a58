package nunchi.cpu.kernel;

/// The register tiles of a matrix product. All give the same bits; they differ in speed.
public interface Tiles {

    /// The floats of one vector: widths of tiles are multiples of it.
    int lanes();

    /// The most vectors that a tile of the best shape is wide.
    int widest();

    /// The rows of the tile of this width, in vectors.
    int rows(int vectors);

    /// The widest tile that is not wider than this many vectors.
    int width(int vectors);

    /// Computes one tile. It reads whole vectors of B and may read and write whole vectors of C: what a row has too
    /// many columns for goes to where the next row begins, before that is written and after it was read.
    void run(int vectors, Panel panel, float[] a, int ao, float[] c, int co);
}
