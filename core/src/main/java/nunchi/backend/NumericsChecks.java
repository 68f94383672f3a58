package nunchi.backend;

import nunchi.check.Check;
import nunchi.check.StoppedException;

/// What every implementation of [Numerics] asks before it begins: whether the operands fit, and whether the thread was
/// interrupted.
public final class NumericsChecks {
    private NumericsChecks() {}

    /// @param left    `[m, n]`
    /// @param right   `[n, k]`
    /// @param product takes `[m, k]`, row by row
    /// @throws nunchi.check.InvalidRequestException where these do not fit together
    /// @throws StoppedException                     where the thread was interrupted
    public static void product(MatrixView left, MatrixView right, float[] product) {
        StoppedException.ifInterrupted();
        Check.require(
                left.columns() == right.rows(),
                "left has %d columns, but right has %d rows; a product takes as many of both"
                        .formatted(left.columns(), right.rows()));
        Check.require(
                product.length >= (long) left.rows() * right.columns(),
                "the product [%d, %d] does not fit into an array of %d values"
                        .formatted(left.rows(), right.columns(), product.length));
    }

    /// @param queries   `[m, d]`, the values of a row next to each other
    /// @param points    `[n, d]`, the same
    /// @param count     in 1 … available
    /// @param available points that a query may find
    /// @throws nunchi.check.InvalidRequestException where these do not fit together
    /// @throws StoppedException                     where the thread was interrupted
    public static void neighbours(MatrixView queries, MatrixView points, int count, int available) {
        StoppedException.ifInterrupted();
        Check.require(
                queries.columns() == points.columns(),
                "queries have %d columns, but points %d".formatted(queries.columns(), points.columns()));
        Check.require(queries.columnStep() == 1 && points.columnStep() == 1, "queries and points must lie row by row");
        Check.require(
                count >= 1 && count <= available,
                "%d neighbours are asked for; there are %d other points".formatted(count, available));
    }
}
