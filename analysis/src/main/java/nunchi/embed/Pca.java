package nunchi.embed;

import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.check.Check;

/// Principal component analysis: the directions along which rows vary most.
///
/// With rows centred on their mean, `X [n, d]`, the covariance `XᵀX / (n-1) = Σ λᵢ·vᵢ·vᵢᵀ`; the components are the `vᵢ`
/// of the largest `λᵢ`. A component's sign is such that the row furthest along it lies on its positive side, as
/// scikit-learn has it.
///
/// @param components 1 … min(n, d)
/// @param solver     how the eigenvectors are found
/// @param whiten     whether scores are divided by their deviations `√λᵢ`
/// @param seed       of the randomized solver
public record Pca(int components, Solver solver, boolean whiten, long seed) {

    /// How eigenvectors are found.
    public enum Solver {
        /// [#EXACT] up to a thousand columns or rows, and where nearly all components are wanted; else [#RANDOMIZED].
        AUTO,
        /// From the whole covariance, or where there are fewer rows than columns, from `XXᵀ`.
        EXACT,
        /// From the range that random vectors are taken to (Halko, Martinsson, Tropp: *Finding structure with
        /// randomness*, SIAM Review 53, 2011, algorithm 4.4), with 10 vectors more than components and 7 iterations, or
        /// 14 where a tenth of all components or more are wanted.
        RANDOMIZED
    }

    private static final int MOST_EXACT = 1024;
    private static final double NEARLY_ALL = 0.8;

    public Pca {
        Check.positive("components", components);
    }

    public Pca(int components) {
        this(components, Solver.AUTO, false, 1);
    }

    public Pca withSolver(Solver other) {
        return new Pca(components, other, whiten, seed);
    }

    /// The same, with every coordinate divided by its deviation.
    public Pca withWhitening() {
        return new Pca(components, solver, true, seed);
    }

    /// @param rows `[n, d]`, n at least 2; of rows that are not in memory, a chunk is read at a time
    /// @throws nunchi.check.InvalidRequestException for too few rows or columns, and for values that are not finite
    public PrincipalComponents fit(RowSource rows, Numerics numerics) {
        int most = Math.min(rows.rows(), rows.columns());
        Check.require(rows.rows() > 1, "principal components need at least 2 rows; there is 1");
        Check.require(
                components <= most,
                "%d components are asked for, but %d rows of %d values have %d at most"
                        .formatted(components, rows.rows(), rows.columns(), most));
        Centred centred = Centred.of(rows, numerics);
        Spectrum spectrum = exact(most)
                ? ExactSpectrum.of(centred, components, numerics)
                : new RandomizedSpectrum(centred, seed, numerics).of(components);
        return PrincipalComponents.of(centred, spectrum, whiten, numerics);
    }

    /// Whether the seed counts for rows of this number and width.
    public boolean isRandom(RowSource rows) {
        return !exact(Math.min(rows.rows(), rows.columns()));
    }

    private boolean exact(int most) {
        return switch (solver) {
            case EXACT -> true;
            case RANDOMIZED -> false;
            case AUTO -> most <= MOST_EXACT || components >= NEARLY_ALL * most;
        };
    }

    /// Eigenvalues of the covariance, largest first, and their unit vectors.
    ///
    /// @param total the sum of all eigenvalues: of the columns' variances
    record Spectrum(double[] variances, double[][] directions, double total) {}
}
