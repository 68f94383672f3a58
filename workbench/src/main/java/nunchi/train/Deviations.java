package nunchi.train;

import nunchi.data.Dataset;
import nunchi.train.Evaluation.Regression;

/// How far predictions of numbers are from the targets.
final class Deviations {
    private Deviations() {}

    /// @param predictions `[size, target]`
    static Regression of(float[] predictions, Dataset data) {
        int width = data.target().size();
        double[] means = means(data);
        float[] target = new float[width];
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

    private static double[] means(Dataset data) {
        double[] means = new double[data.target().size()];
        float[] target = new float[means.length];
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < means.length; i++) {
                means[i] += target[i];
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= data.size();
        }
        return means;
    }
}
