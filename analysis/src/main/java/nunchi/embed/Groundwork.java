package nunchi.embed;

import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;

/// What t-SNE begins with, so that others who need the same do not compute it again.
///
/// @param rows    `[n, d]`
/// @param nearest the nearest other rows of each, `[n, count]`, as many as [Tsne#neighbours] says; squared distances of
///                rows that are very large or very small are those of the rows brought into the [FloatRange]
/// @param plane   the rows' first two principal components, or one where there is one column
/// @param neighbourSeconds that the search took, as [#componentSeconds] the components
public record Groundwork(
        MatrixView rows,
        Neighbours nearest,
        PrincipalComponents plane,
        double neighbourSeconds,
        double componentSeconds) {

    /// @param rows `[n, d]`, row by row
    /// @throws nunchi.check.InvalidRequestException for values that are not finite, and for fewer rows than the
    ///                                              perplexity asks for
    public static Groundwork of(MatrixView rows, Tsne settings, Numerics numerics) {
        int neighbours = settings.neighbours(rows.rows());
        Stopwatch watch = new Stopwatch();
        PrincipalComponents plane =
                new Pca(Math.min(2, rows.columns()), Pca.Solver.AUTO, false, settings.seed()).fit(rows, numerics);
        double componentSeconds = watch.lap();
        Neighbours nearest = numerics.neighbours(FloatRange.scaled(rows, FloatRange.factor(rows)), neighbours);
        return new Groundwork(rows, nearest, plane, watch.lap(), componentSeconds);
    }
}
