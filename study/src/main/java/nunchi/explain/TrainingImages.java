package nunchi.explain;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.data.Dataset;
import nunchi.picture.Picture;
import nunchi.tensor.Shape;

/// The images of a training set, every stride-th of a large one, of which the nearest to an image are found.
///
/// @param stride      between rows
/// @param brightnesses between 0 and 1, `[rows, rows · columns · channels]`
record TrainingImages(Dataset train, Shape image, int stride, MatrixView brightnesses) {
    /// 256 MiB.
    private static final int MOST_VALUES = 1 << 26;

    static TrainingImages of(Dataset train, Shape image) {
        int size = image.size();
        int stride = Math.max(1, Math.ceilDiv(train.size(), Math.max(1, MOST_VALUES / size)));
        int count = Math.ceilDiv(train.size(), stride);
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            train.example(i * stride, values, i * size);
        }
        train.range().toUnit(values);
        return new TrainingImages(train, image, stride, MatrixView.of(values, count, size));
    }

    List<NearExample> nearest(float[] example, int count, Numerics numerics) {
        float[] given = example.clone();
        train.range().toUnit(given);
        Neighbours found = numerics.nearest(
                MatrixView.of(given, 1, given.length), brightnesses, Math.min(count, brightnesses.rows()));
        List<NearExample> examples = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            int row = found.indices()[i] * stride;
            float[] values = new float[image.size()];
            train.example(row, values, 0);
            Picture picture = Picture.of(
                    image.extent(0),
                    image.extent(1),
                    image.extent(2),
                    train.range().brightnesses(values));
            int label = train.hasLabels() ? train.label(row) : -1;
            examples.add(new NearExample(row, label, Math.sqrt(found.squares()[i]), picture));
        }
        return examples;
    }
}
