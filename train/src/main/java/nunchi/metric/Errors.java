package nunchi.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import nunchi.data.Dataset;

/// Sums over the rows of one output.
///
/// @param rows     how many there are
/// @param absolute `Σ |y - t|`
/// @param squared  `Σ (y - t)²`
/// @param spread   `Σ (t - mean t)²`
record Errors(int rows, double absolute, double squared, double spread) {

    /// The mean of a figure over all outputs, each of which counts the same whatever its unit: scikit-learn's
    /// `multioutput="uniform_average"`.
    static double mean(Predictions predictions, ToDoubleFunction<Errors> figure) {
        return Arrays.stream(of(predictions)).mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static Errors[] of(Predictions predictions) {
        Dataset data = predictions.data();
        double[] means = means(data);
        float[] target = new float[means.length];
        double[] absolute = new double[means.length];
        double[] squared = new double[means.length];
        double[] spread = new double[means.length];
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < target.length; i++) {
                double error = predictions.values()[row * target.length + i] - target[i];
                absolute[i] += Math.abs(error);
                squared[i] += error * error;
                spread[i] += (target[i] - means[i]) * (target[i] - means[i]);
            }
        }
        Errors[] errors = new Errors[means.length];
        Arrays.setAll(errors, i -> new Errors(data.size(), absolute[i], squared[i], spread[i]));
        return errors;
    }

    /// From the first row's targets on, so that those that are all the same are their mean exactly.
    private static double[] means(Dataset data) {
        double[] means = new double[data.target().size()];
        float[] first = new float[means.length];
        float[] target = new float[means.length];
        data.target(0, first, 0);
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < means.length; i++) {
                means[i] += (double) target[i] - first[i];
            }
        }
        Arrays.setAll(means, i -> first[i] + means[i] / data.size());
        return means;
    }
}
