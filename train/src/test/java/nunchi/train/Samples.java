package nunchi.train;

import java.util.List;
import nunchi.activation.Sigmoid;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Small data and experiments for tests.
public final class Samples {
    private Samples() {}

    /// Points of the plane in three clouds, one for each class, in turn.
    public static Dataset clouds(int rows, long seed) {
        RandomKey key = RandomKey.of(seed);
        float[] values = new float[2 * rows];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 3;
            values[2 * row] = (float) (3 * Math.cos(2 * labels[row]) + 0.8 * key.normal(2 * row));
            values[2 * row + 1] = (float) (3 * Math.sin(2 * labels[row]) + 0.8 * key.normal(2 * row + 1));
        }
        return ArrayDataset.labelled("clouds", new Tensor(Shape.of(rows, 2), values), labels, List.of("a", "b", "c"));
    }

    public static Datasets parts() {
        return new Datasets(clouds(50, 1), clouds(30, 2), clouds(40, 3));
    }

    public static Experiment experiment(DataSettings data, TrainSettings train) {
        return experiment(data, train, 0.5);
    }

    public static Experiment experiment(DataSettings data, TrainSettings train, double learningRate) {
        List<Layer> model = List.of(new Dense(8, new Sigmoid()), new Dense(3));
        return new Experiment("clouds", data, model, new SoftmaxCrossEntropy(), new Sgd(learningRate), train);
    }

    public static DataSettings batches(int batch) {
        return new DataSettings("clouds").withBatch(batch);
    }
}
