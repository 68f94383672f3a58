package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.embed.Pca.Spectrum;

/// Tells variance from rounding. The covariance is made of float32 products, so that eigenvalues far below the largest
/// hold little but their rounding: there the variance is that of the scores themselves, and 0 where these are no more
/// than the rounding of the rows, `|s| ≤ 2⁻²⁰·√(Σⱼ vⱼ²·rⱼ²)` in the root mean square, with rⱼ the reach of column j.
/// Such a component gets some direction at right angles to those before it.
final class Rank {
    private static final double DOUBTFUL = 0x1p-18;
    private static final double ROUNDING = 0x1p-20;
    private static final double SHORT = 0.5;

    private final Centred centred;
    private final Spectrum spectrum;
    private final Numerics numerics;

    Rank(Centred centred, Spectrum spectrum, Numerics numerics) {
        this.centred = centred;
        this.spectrum = spectrum;
        this.numerics = numerics;
    }

    /// Of the scaled rows, largest first.
    double[] variances() {
        double[] variances = spectrum.variances();
        int first = 0;
        while (first < variances.length && variances[first] > DOUBTFUL * variances[0]) {
            first++;
        }
        for (int i = first; i < variances.length; i++) {
            straighten(i);
            double variance = measured(spectrum.directions()[i]);
            double noise = rounding(spectrum.directions()[i]);
            variances[i] = variance <= noise * noise ? 0 : i == 0 ? variance : Math.min(variance, variances[i - 1]);
        }
        return variances;
    }

    private double measured(double[] direction) {
        float[] chunk = centred.chunkArray();
        double squares = 0;
        for (int c = 0; c < centred.chunks(); c++) {
            MatrixView part = centred.chunk(c, chunk, numerics);
            double[] scores = new double[part.rows()];
            numerics.share(scores.length, row -> {
                for (int j = 0; j < direction.length; j++) {
                    scores[row] = Math.fma(chunk[row * direction.length + j], direction[j], scores[row]);
                }
            });
            squares += Vectors.dot(scores, scores, scores.length);
        }
        return squares / (centred.rows().rows() - 1);
    }

    private double rounding(double[] direction) {
        double sum = 0;
        for (int j = 0; j < direction.length; j++) {
            double reach = direction[j] * centred.reach()[j] * centred.scale();
            sum = Math.fma(reach, reach, sum);
        }
        return ROUNDING * Math.sqrt(sum);
    }

    /// Takes what lies along the directions before; where nothing else is left, an axis takes its place.
    private void straighten(int i) {
        double[][] directions = spectrum.directions();
        for (int axis = -1; axis < directions[i].length; axis++) {
            if (axis >= 0) {
                Arrays.fill(directions[i], 0);
                directions[i][axis] = 1;
            }
            Vectors.removeAll(directions, i, directions[i]);
            double kept = Vectors.normalize(directions[i]);
            Vectors.removeAll(directions, i, directions[i]);
            Vectors.normalize(directions[i]);
            if (kept > SHORT || axis >= 0 && kept > 1.0 / (2 * directions[i].length)) {
                return;
            }
        }
    }
}
