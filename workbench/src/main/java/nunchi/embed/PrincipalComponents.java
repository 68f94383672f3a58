package nunchi.embed;

import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.check.Check;
import nunchi.embed.Pca.Spectrum;

/// Fitted principal components.
///
/// | array | shape |
/// |---|---|
/// | mean | `[d]` |
/// | directions | `[components, d]`, unit vectors at right angles to each other |
/// | variances | `[components]`, of the scores, over n-1, largest first |
/// | shares | `[components]`, of the variance of all columns, in [0, 1] |
/// | scores | `[n, components]` of the rows that were fitted |
///
/// @param whitened whether scores are divided by their deviations
public record PrincipalComponents(double[] mean, double[][] directions, double[] variances, double[] shares, boolean whitened, float[] scores) {

    static PrincipalComponents of(Centred centred, Spectrum spectrum, boolean whiten, Numerics numerics) {
        double[] variances = spectrum.variances();
        double[] shares = new double[variances.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = spectrum.total() > 0 ? variances[i] / spectrum.total() : 0;
        }
        PrincipalComponents plain = new PrincipalComponents(centred.mean(), spectrum.directions(), variances, shares, whiten, new float[0]);
        float[] scores = plain.transform(centred.rows(), numerics);
        plain.fixSigns(scores);
        return new PrincipalComponents(centred.mean(), spectrum.directions(), variances, shares, whiten, scores);
    }

    /// How many were taken.
    public int components() {
        return directions.length;
    }

    /// The scores `(x - mean)·vᵢ` of any rows.
    ///
    /// @param rows `[m, d]`
    /// @return `[m, components]`
    /// @throws nunchi.check.InvalidRequestException for rows of another width
    public float[] transform(RowSource rows, Numerics numerics) {
        Check.require(rows.columns() == mean.length, "rows have %d columns; the principal components were fitted to %d".formatted(rows.columns(), mean.length));
        Centred centred = new Centred(rows, mean);
        int k = components();
        float[] scores = new float[rows.rows() * k];
        float[] chunk = centred.chunkArray();
        float[] product = new float[centred.chunkRows() * k];
        MatrixView right = MatrixView.of(narrowDirections(), k, mean.length).transposed();
        for (int c = 0; c < centred.chunks(); c++) {
            MatrixView part = centred.chunk(c, chunk, numerics);
            numerics.multiply(part, right, product);
            System.arraycopy(product, 0, scores, c * centred.chunkRows() * k, part.rows() * k);
        }
        return scores;
    }

    /// Rows from their scores: `mean + Σ scoreᵢ·vᵢ`, the nearest there are with these components.
    ///
    /// @param scores `[m, components]`
    /// @return `[m, d]`
    /// @throws nunchi.check.InvalidRequestException when the scores do not make whole rows
    public float[] inverse(float[] scores, Numerics numerics) {
        int k = components();
        Check.require(scores.length % k == 0, "%d scores are no rows of %d".formatted(scores.length, k));
        int rows = scores.length / k;
        float[] directions = narrowDirections();
        for (int i = 0; i < directions.length && whitened; i++) {
            directions[i] *= (float) variances[i / mean.length];
        }
        float[] result = new float[rows * mean.length];
        numerics.multiply(MatrixView.of(scores, rows, k), MatrixView.of(directions, k, mean.length), result);
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (result[i] + mean[i % mean.length]);
        }
        return result;
    }

    /// `[components, d]`, divided by the deviations where scores are whitened; a component without variance has scores of 0 then.
    private float[] narrowDirections() {
        float[] values = new float[components() * mean.length];
        for (int i = 0; i < components(); i++) {
            double factor = !whitened ? 1 : variances[i] > 0 ? 1 / Math.sqrt(variances[i]) : 0;
            for (int j = 0; j < mean.length; j++) {
                values[i * mean.length + j] = (float) (factor * directions[i][j]);
            }
        }
        return values;
    }

    /// Turns components whose furthest score is negative.
    private void fixSigns(float[] scores) {
        int k = components();
        for (int i = 0; i < k; i++) {
            int furthest = i;
            for (int at = i; at < scores.length; at += k) {
                furthest = Math.abs(scores[at]) > Math.abs(scores[furthest]) ? at : furthest;
            }
            if (scores[furthest] < 0) {
                for (int at = i; at < scores.length; at += k) {
                    scores[at] = -scores[at];
                }
                for (int j = 0; j < mean.length; j++) {
                    directions[i][j] = -directions[i][j];
                }
            }
        }
    }
}
