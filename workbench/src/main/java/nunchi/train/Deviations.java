package nunchi.train;

import nunchi.data.Dataset;
import nunchi.train.Evaluation.Regression;

/// How far predictions of numbers are from the targets.
final class Deviations {
    private Deviations() {}

    /// @param predictions `[size, target]`
    static Regression of(float[] predictions, Dataset data) {
        int width = data.target().size();
        double[] means = new double[width];
        float[] target = new float[width];
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < width; i++) {
                means[i] += target[i] / data.size();
            }
        }
        double absolute = 0;
        double squared = 0;
        double spread = 0;
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < width; i++) {
                double error = predictions[row * width + i] - target[i];
                absolute += Math.abs(error);
                squared += error * error;
                spread += (target[i] - means[i]) * (target[i] - means[i]);
            }
        }
        double r2 = spread == 0 ? Double.NaN : 1 - squared / spread;
        return new Regression(absolute / predictions.length, Math.sqrt(squared / predictions.length), r2);
    }
}
