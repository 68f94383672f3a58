package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.train.Evaluation.Answer;

/// How far the probabilities a model gives can be believed: of answers given with confidence 0.8, four of five should
/// be right.
///
/// Confidence is the probability of the predicted class. It is cut into 15 bins of equal width, `((b-1)/15, b/15]`.
/// With the fraction of right answers acc(b) and the mean confidence conf(b) of the n(b) rows of a bin, the expected
/// calibration error of n rows is
///
/// `ECE = Σ n(b)/n · |acc(b) - conf(b)|`
///
/// (Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks, 2017, equation 3). The Brier score is the
/// mean over the rows of `Σ (p(k) - [k is the truth])²` over all classes (Brier 1950): 0 at best, 2 at worst; with two
/// classes twice what scikit-learn gives.
///
/// @param ece        in [0, 1]; NaN where there are no rows
/// @param brier      in [0, 2]; NaN where there are no rows
/// @param confidence the mean over all rows
/// @param bins       all of them, from 0 to 1
public record Calibration(double ece, double brier, double confidence, List<Bin> bins) {
    public static final int BINS = 15;

    /// @param from       exclusive, but for 0
    /// @param to         inclusive
    /// @param rows       answers whose confidence is within
    /// @param confidence their mean; NaN where there are none
    /// @param accuracy   the fraction of them that is right; NaN where there are none
    public record Bin(double from, double to, int rows, double confidence, double accuracy) {}

    static Calibration of(List<Answer> answers) {
        int[] rows = new int[BINS];
        int[] right = new int[BINS];
        double[] confidence = new double[BINS];
        double squares = 0;
        for (Answer answer : answers) {
            int bin = bin(answer.confidence());
            rows[bin]++;
            right[bin] += answer.right() ? 1 : 0;
            confidence[bin] += answer.confidence();
            squares += squares(answer);
        }
        List<Bin> bins = new ArrayList<>(BINS);
        double error = 0;
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new Bin(
                    (double) bin / BINS,
                    (bin + 1.0) / BINS,
                    rows[bin],
                    confidence[bin] / rows[bin],
                    (double) right[bin] / rows[bin]));
            error += Math.abs(right[bin] - confidence[bin]);
            sum += confidence[bin];
        }
        return new Calibration(
                error / answers.size(), squares / answers.size(), sum / answers.size(), List.copyOf(bins));
    }

    /// The bins' edges are no floats, so that each is asked whether it is below.
    private static int bin(double confidence) {
        return (int) IntStream.range(1, BINS)
                .filter(edge -> confidence > (double) edge / BINS)
                .count();
    }

    /// A truth that the model does not know had probability 0.
    private static double squares(Answer answer) {
        double sum = answer.truth() < answer.probabilities().size() ? 0 : 1;
        for (int category = 0; category < answer.probabilities().size(); category++) {
            double distance = answer.probabilities().get(category) - (category == answer.truth() ? 1 : 0);
            sum += distance * distance;
        }
        return sum;
    }
}
