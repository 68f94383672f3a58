package nunchi.embed;

import java.util.function.IntToDoubleFunction;
import nunchi.backend.FloatRange;
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
/// A component whose scores are no more than the rounding of the rows has the variance 0 and scores of 0.
///
/// @param whitened whether scores are divided by their deviations
public record PrincipalComponents(
        double[] mean, double[][] directions, double[] variances, double[] shares, boolean whitened, float[] scores) {

    static PrincipalComponents of(Centred centred, Spectrum spectrum, boolean whiten, Numerics numerics) {
        double[] variances = new Rank(centred, spectrum, numerics).variances();
        double[] shares = new double[variances.length];
        double unit = centred.scale() * centred.scale();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = spectrum.total() > 0 ? variances[i] / spectrum.total() : 0;
            variances[i] /= unit;
        }
        PrincipalComponents plain =
                new PrincipalComponents(centred.mean(), spectrum.directions(), variances, shares, whiten, new float[0]);
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
    /// @throws nunchi.check.InvalidRequestException for rows of another width, and where a score is beyond float32
    public float[] transform(RowSource rows, Numerics numerics) {
        Check.require(
                rows.columns() == mean.length,
                "rows have %d columns; the principal components were fitted to %d"
                        .formatted(rows.columns(), mean.length));
        double scale = FloatRange.factor(Math.sqrt(variances[0]));
        Centred centred = new Centred(rows, mean, scale, new double[0]);
        int k = components();
        float[] scores = new float[Math.multiplyExact(rows.rows(), k)];
        float[] chunk = centred.chunkArray();
        float[] product = new float[centred.chunkRows() * k];
        MatrixView right = MatrixView.of(
                        narrowDirections(i -> whitened ? 1 / (scale * Math.sqrt(variances[i])) : 1), k, mean.length)
                .transposed();
        for (int c = 0; c < centred.chunks(); c++) {
            MatrixView part = centred.chunk(c, chunk, numerics);
            numerics.multiply(part, right, product);
            System.arraycopy(product, 0, scores, c * centred.chunkRows() * k, part.rows() * k);
        }
        return whitened || scale == 1 ? scores : unscaled(scores, scale);
    }

    private static float[] unscaled(float[] scores, double scale) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (scores[i] / scale);
            Check.require(
                    Float.isFinite(scores[i]),
                    "the values reach so far that their principal components are beyond float32 (3.4e38); divide all values by 10");
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
        float[] directions = narrowDirections(i -> whitened ? Math.sqrt(variances[i]) : 1);
        float[] result = new float[rows * mean.length];
        numerics.multiply(MatrixView.of(scores, rows, k), MatrixView.of(directions, k, mean.length), result);
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (result[i] + mean[i % mean.length]);
        }
        return result;
    }

    /// `[components, d]`, each times its factor; 0 of a component without variance.
    private float[] narrowDirections(IntToDoubleFunction factors) {
        float[] values = new float[components() * mean.length];
        for (int i = 0; i < components(); i++) {
            double factor = variances[i] > 0 ? factors.applyAsDouble(i) : 0;
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
