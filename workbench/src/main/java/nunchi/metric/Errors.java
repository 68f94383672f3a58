package nunchi.metric;

import nunchi.data.Dataset;

/// Sums over all values of all targets.
///
/// @param count    of the values
/// @param absolute `Σ |y - t|`
/// @param squared  `Σ (y - t)²`
/// @param spread   `Σ (t - mean t)²`, the mean being of each output over the rows
record Errors(long count, double absolute, double squared, double spread) {

    static Errors of(Predictions predictions) {
        Dataset data = predictions.data();
        int width = data.target().size();
        double[] means = means(data);
        float[] target = new float[width];
        double absolute = 0;
        double squared = 0;
        double spread = 0;
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int i = 0; i < width; i++) {
                double error = predictions.values()[row * width + i] - target[i];
                absolute += Math.abs(error);
                squared += error * error;
                spread += (target[i] - means[i]) * (target[i] - means[i]);
            }
        }
        return new Errors((long) data.size() * width, absolute, squared, spread);
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
