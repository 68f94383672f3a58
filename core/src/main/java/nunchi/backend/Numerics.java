package nunchi.backend;

import java.util.function.IntConsumer;

/// What numerics outside the graph are made of (principal components, neighbours, embeddings, clusters), on a backend's
/// own threads. The results do not depend on the number of threads. Where the thread that asks was interrupted,
/// products, searches and shared work are not begun but end in a [nunchi.check.StoppedException], so that everything
/// made of them ends soon.
public interface Numerics {

    /// The matrix product `left · right`.
    ///
    /// @param left    `[m, k]`
    /// @param right   `[k, n]`
    /// @param product `[m, n]`, overwritten; of at least that size
    /// @throws nunchi.check.InvalidRequestException where the sizes do not fit
    void multiply(MatrixView left, MatrixView right, float[] product);

    /// The points nearest to each query.
    ///
    /// @param queries `[m, d]`
    /// @param points  `[n, d]`
    /// @param count   in 1 … n
    /// @return `[m, count]`
    /// @throws nunchi.check.InvalidRequestException where these do not fit together, or the values of a row do not lie
    ///                                              next to each other
    Neighbours nearest(MatrixView queries, MatrixView points, int count);

    /// The nearest other rows of each row.
    ///
    /// @param rows  `[n, d]`
    /// @param count in 1 … n-1
    /// @return `[n, count]`
    /// @throws nunchi.check.InvalidRequestException for another count, or where the values of a row do not lie next to
    ///                                              each other
    Neighbours neighbours(MatrixView rows, int count);

    /// A convolution made ready to be applied many times.
    ///
    /// @param kernel `[rows, columns]`: its values at the offsets 0 … rows-1 and 0 … columns-1; it is even in both
    PlaneConvolution convolution(float[] kernel, int rows, int columns);

    /// Does pieces of work 0 … count-1 on all threads and returns when the last is done. No piece may read what another
    /// writes; cut by size alone, they give the same result for any number of threads. Work inside must not ask the
    /// same backend for more.
    void share(int count, IntConsumer work);
}
